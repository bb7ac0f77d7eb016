package main

import (
	"runtime/debug"
	"testing"
)

func TestACommandLineThatIsNotUnderstoodEndsWithCodeTwo(t *testing.T) {
	for _, args := range [][]string{{}, {"serv"}, {"serve"}, {"check", "--cofnig", "x"}, {"communities", "import", "--config", "x"}} {
		code, out, errs := result(t, nil, args...)
		shows(t, errs, "samovar: ", "--help")
		if code != 2 || out != "" {
			t.Errorf("%q: code %d: %s", args, code, out)
		}
	}
}

func TestHelpIsShown(t *testing.T) {
	code, out, _ := result(t, nil, "--help")
	shows(t, out, "serve", "check", "communities import", "version")
	if code != 0 {
		t.Errorf("code %d", code)
	}
}

func TestTheVersionNamesWhatWasBuilt(t *testing.T) {
	code, out, _ := result(t, nil, "version")
	shows(t, out, "samovar ", "go1.")
	if code != 0 {
		t.Errorf("code %d", code)
	}
	got := versionOf(&debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.modified", Value: "true"}}})
	if want := "samovar v1.2.3 (0123456789ab, changed since, go1.26)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
