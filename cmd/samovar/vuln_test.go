package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// lookedAt runs scripts/vuln.sh with a govulncheck that says that and ends so.
func lookedAt(t *testing.T, says string, code int) (out string, passes bool) {
	t.Helper()
	folder := t.TempDir()
	govulncheck := fmt.Sprintf("#!/bin/sh\necho '%s' >&2\necho found\nexit %d\n", says, code)
	installs := "#!/bin/sh\ncp " + filepath.Join(folder, "govulncheck") + " \"$GOBIN\"\n"
	for name, script := range map[string]string{"go": installs, "govulncheck": govulncheck} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.Command("sh", filepath.Join("..", "..", "scripts", "vuln.sh"))
	run.Env = append(os.Environ(), "GO="+filepath.Join(folder, "go"))
	text, err := run.CombinedOutput()
	return string(text), err == nil
}

func TestOnlyANetworkThatIsAwayExcusesThatNothingWasLookedAt(t *testing.T) {
	const away = `govulncheck: fetching vulnerabilities: Get "https://vuln.go.dev/index/modules.json.gz": dial tcp: lookup vuln.go.dev: no such host`
	for _, c := range []struct {
		says   string
		code   int
		passes bool
		want   string
	}{
		{"", 0, true, "nothing that is known to be unsafe is called"},
		{"", 3, false, "found"},
		{away, 1, true, "left out, nothing was looked at"},
		{"govulncheck: loading packages: undefined: Booking", 1, false, "failed, nothing was looked at"},
		{"panic: out of range", 2, false, "panic: out of range"},
		{`Get "https://vuln.go.dev/": tls: failed to verify certificate: x509: unknown authority`, 1, false, "failed"},
	} {
		if out, passes := lookedAt(t, c.says, c.code); passes != c.passes || !strings.Contains(out, c.want) {
			t.Errorf("%q, code %d: passes is %v\n%s", c.says, c.code, passes, out)
		}
	}
}

func TestAGovulncheckThatCannotBeHadIsAFailureUnlessTheNetworkIsAway(t *testing.T) {
	for says, passes := range map[string]bool{
		`go: golang.org/x/vuln: Get "http://127.0.0.1:1/v1.8.0.info": dial tcp 127.0.0.1:1: connect: connection refused`: true,
		"go: golang.org/x/vuln@v1.8.0 requires go >= 9.9":                                                                false,
	} {
		run := exec.Command("sh", filepath.Join("..", "..", "scripts", "vuln.sh"))
		run.Env = append(os.Environ(), "GO="+write(t, "go", "#!/bin/sh\necho '"+says+"' >&2\nexit 1\n"))
		if err := os.Chmod(strings.TrimPrefix(run.Env[len(run.Env)-1], "GO="), 0o700); err != nil {
			t.Fatal(err)
		}
		if out, err := run.CombinedOutput(); (err == nil) != passes {
			t.Errorf("%s: %v\n%s", says, err, out)
		}
	}
}
