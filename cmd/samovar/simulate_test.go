package main

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"samovar/internal/redisserver"
	"samovar/internal/simulate"

	"github.com/alecthomas/kong"
)

func TestASmallSimulationPrintsItsTableAndDrawsItsChart(t *testing.T) {
	chart := filepath.Join(t.TempDir(), "queue.png")
	code, out, complaints := result(t, nil, "simulate", "--communities=20", "--requests=150", "--days=14", "--chart", chart,
		"--redis", redisserver.ForTest(t).URL())
	if code != 0 {
		t.Fatalf("%d\n%s", code, complaints)
	}
	shows(t, out, "150 requests of 20 communities for 14 days, seed 1", "used again where a fitting wish waits", "Jain's index", "offers taken")
	file, err := os.Open(chart)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if _, err := png.Decode(file); err != nil {
		t.Error(err)
	}
}

func TestASimulationOfNonsenseSaysWhatIsWrong(t *testing.T) {
	code, _, complaints := result(t, nil, "simulate", "--no-shows=2", "--redis", redisserver.ForTest(t).URL())
	if code != 1 {
		t.Errorf("ends with %d", code)
	}
	shows(t, complaints, "no-shows: 2 is no share")
}

func TestTheFlagsOfASimulationDefaultToWhatTheDocumentationSpeaksOf(t *testing.T) {
	var line commands
	parser, err := kong.New(&line, kong.Name("samovar"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse([]string{"simulate"}); err != nil {
		t.Fatal(err)
	}
	if got, want := line.Simulate.settings(), simulate.Default(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
