// Package layout holds the tests of the shape of the whole: which folders there
// are, and which of them may import which.
package layout

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// may are the packages of the module that each package's own code may import.
// Tests may import more: they start what they test.
var may = map[string][]string{
	"bot":                  {"internal/chat", "internal/store"},
	"handlers":             {"internal/chat", "internal/dialog", "internal/digest", "internal/lang", "internal/queue", "internal/recur", "internal/space", "internal/status", "internal/store", "internal/told"},
	"scheduler":            {"internal/chat", "internal/dialog", "internal/digest", "internal/lang", "internal/queue", "internal/space", "internal/store", "internal/told"},
	"internal/recur":       {"internal/space"},
	"internal/queue":       {"internal/chat", "internal/lang", "internal/space", "internal/store"},
	"internal/digest":      {"internal/chat", "internal/lang", "internal/queue", "internal/space", "internal/store"},
	"internal/told":        {"internal/chat", "internal/lang", "internal/space", "internal/store"},
	"internal/status":      {"internal/chat", "internal/space", "internal/store"},
	"internal/space":       {},
	"internal/chat":        {},
	"internal/dialog":      {"internal/chat", "internal/lang"},
	"internal/store":       {"internal/chat", "internal/space"},
	"internal/lang":        {},
	"internal/config":      {"internal/space"},
	"internal/doors":       {},
	"internal/emulator":    {"internal/chat"},
	"internal/redisserver": {},
	"internal/web":         {},
	"internal/contents":    {},
	"internal/layout":      {},
	"internal/chaos":       {"internal/chat", "internal/emulator", "internal/space"},
	"internal/chart":       {},
	"internal/simulate":    {"internal/chart", "internal/lang", "internal/queue", "internal/space", "internal/store"},
	"internal/demo":        {"internal/chat", "internal/config", "internal/emulator", "internal/lang", "internal/redisserver", "internal/space", "internal/store"},
}

// alone are the packages that alone may import a library, by its path. The
// bench's echo bot is what an engineer would write without all the rest;
// contents only reads, for tests; PostgreSQL is the bench's peer and nothing else.
var alone = map[string][]string{
	"github.com/go-telegram/bot": {"bot", "cmd/bench/echo"},
	"github.com/redis/go-redis":  {"internal/store", "internal/contents"},
	"github.com/go-redis/":       {"internal/store"},
	"github.com/robfig/cron":     {"scheduler"},
	"github.com/teambition/":     {"internal/recur"},
	"github.com/jackc/":          {"cmd/bench"},
}

// pure are the packages that import nothing but the standard library.
var pure = []string{"internal/space", "internal/chat"}

// imports returns what each package's own code, or its tests, imports.
func imports(t *testing.T, tests bool) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") != tests {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		place, err := filepath.Rel(root, filepath.Dir(path))
		for _, spec := range file.Imports {
			found[filepath.ToSlash(place)] = append(found[filepath.ToSlash(place)], strings.Trim(spec.Path.Value, `"`))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestEachPackageImportsOnlyWhatItMay(t *testing.T) {
	for place, list := range imports(t, false) {
		allowed, known := may[place]
		if !known && !strings.HasPrefix(place, "cmd/") {
			t.Errorf("%s has no place in the layout", place)
		}
		for _, path := range list {
			own, isOwn := strings.CutPrefix(path, "samovar/")
			if isOwn && known && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s", place, own)
			}
			if slices.Contains(pure, place) && strings.Contains(strings.Split(path, "/")[0], ".") {
				t.Errorf("%s imports %s, and may import only the standard library", place, path)
			}
		}
	}
}

func TestEachEdgeIsAloneWithItsLibrary(t *testing.T) {
	for place, list := range imports(t, false) {
		for _, path := range list {
			for library, packages := range alone {
				if strings.HasPrefix(path, library) && !slices.Contains(packages, place) {
					t.Errorf("%s imports %s: only %v may", place, path, packages)
				}
			}
		}
	}
}

func TestOnlyCommandsReadTheClock(t *testing.T) {
	for _, place := range []string{"bot", "handlers", "scheduler", "internal/space", "internal/chat", "internal/dialog", "internal/store", "internal/lang", "internal/config", "internal/web"} {
		sources, err := filepath.Glob(filepath.Join(root, place, "*.go"))
		if err != nil || len(sources) == 0 {
			t.Fatalf("%s: %v, %v", place, sources, err)
		}
		for _, source := range sources {
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(source, "_test.go") && strings.Contains(string(text), "time.Now()") {
				t.Errorf("%s reads the clock", source)
			}
		}
	}
}

func TestTheTopLevelIsAsDesigned(t *testing.T) {
	for _, name := range []string{"cmd", "bot", "handlers", "scheduler", "internal", "go.mod", "go.sum", "config.example.yaml", "README.md"} {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Errorf("missing: %v", err)
		}
	}
	folders, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	known := []string{".ci", ".git", "bot", "cmd", "deploy", "dist", "docs", "handlers", "internal", "scheduler", "scripts"}
	for _, f := range folders {
		if f.IsDir() && !slices.Contains(known, f.Name()) {
			t.Errorf("%s has no place at the top level", f.Name())
		}
	}
}
