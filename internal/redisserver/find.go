package redisserver

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// ErrMissing says that there is no redis-server on the PATH.
var ErrMissing = errors.New("redis-server is not on the PATH: install it (Debian: apt-get install redis-server; macOS: brew install redis)")

// Find says where redis-server is and which version it has ("7.0.15").
func Find() (path, version string, err error) {
	path, err = exec.LookPath("redis-server")
	if err != nil {
		return "", "", ErrMissing
	}
	out, err := exec.Command(path, "--version").Output()
	if err != nil {
		return "", "", fmt.Errorf("ask %s for its version: %w", path, err)
	}
	return path, versionIn(string(out)), nil
}

// versionIn reads "Redis server v=7.0.15 sha=... malloc=...".
func versionIn(line string) string {
	for _, word := range strings.Fields(line) {
		if version, ok := strings.CutPrefix(word, "v="); ok {
			return version
		}
	}
	return "of unknown version"
}
