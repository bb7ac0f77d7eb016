// Command samovar is the booking bot of a Boiling Point. It parses the command
// line, puts the parts together and starts them; what they do is theirs. Each
// subcommand has a file.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"samovar/internal/store"
)

// world is what a command sees of the machine.
type world struct {
	environ  []string
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	version  string // what was built; "" for what the build says
}

// commands is the command line.
type commands struct {
	Serve       serveCommand       `cmd:"" help:"Run the bot."`
	Check       checkCommand       `cmd:"" help:"Look whether the config, the token, Redis and the communities are in order."`
	Status      statusCommand      `cmd:"" help:"Say how the running bot does: what is late, how full the house is, what is wrong."`
	Communities communitiesCommand `cmd:"" help:"Bring the list of communities in, or get it out."`
	Log         logCommand         `cmd:"" help:"Get out what became of every booking."`
	Backup      backupCommand      `cmd:"" help:"Write all that Redis holds into a file; the bot may run."`
	Restore     restoreCommand     `cmd:"" help:"Bring a backup back, into an empty Redis."`
	Doors       doorsCommand       `cmd:"" help:"Make a sign for the door of each room, with a code that people check in by."`
	Demo        demoCommand        `cmd:"" help:"Play the whole job in a browser; needs no token."`
	Simulate    simulateCommand    `cmd:"" help:"Play half a year of requests with the queue and without it, and compare."`
	Version     versionCommand     `cmd:"" help:"Say which version this is."`
}

func main() {
	os.Exit(runUntilSignal(world{environ: os.Environ(), in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now}))
}

// runUntilSignal carries out the command of the process; a signal ends it.
func runUntilSignal(w world) (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	store.Hush()
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	return run(ctx, os.Args[1:], w)
}

// errMend ends a command that has said already what must be mended.
var errMend = errors.New("something must be mended")

// run carries out one command and returns the exit code: 0, 1 for a failure, 2
// for a command line that is not understood.
func run(ctx context.Context, args []string, w world) int {
	var line commands
	exited := -1
	parser, err := kong.New(&line, kong.Name("samovar"), kong.Description("Books rooms of a Boiling Point, in Telegram."),
		kong.Writers(w.out, w.err), kong.Exit(func(code int) { exited = code }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(w.err, err)
		return 2
	}
	command, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err != nil {
		fmt.Fprintf(w.err, "samovar: %s (try --help)\n", err)
		return 2
	}
	command.BindTo(ctx, (*context.Context)(nil))
	if err := command.Run(w); err != nil {
		if !errors.Is(err, errMend) {
			fmt.Fprintf(w.err, "samovar: %s\n", err)
		}
		return 1
	}
	return 0
}
