package main

import (
	"fmt"
	"runtime/debug"
)

// versionCommand says what was built.
type versionCommand struct{}

// Run prints "samovar v1.2.3 (commit, go1.26)".
func (versionCommand) Run(w world) error {
	_, err := fmt.Fprintln(w.out, w.built())
	return err
}

// built is what version says.
func (w world) built() string {
	if w.version != "" {
		return w.version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return versionOf(info)
}

func versionOf(info *debug.BuildInfo) string {
	version, commit, changed := info.Main.Version, "no commit known", ""
	if version == "" {
		version = "(devel)"
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", changed since"
		}
	}
	return fmt.Sprintf("samovar %s (%s%s, %s)", version, commit, changed, info.GoVersion)
}
