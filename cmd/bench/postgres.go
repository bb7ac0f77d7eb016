package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// postgres is a PostgreSQL of its own: a fresh cluster in a temporary directory,
// on a unix socket, with the settings that it comes with. Those keep what was
// answered: fsync and synchronous_commit are on.
type postgres struct {
	*process
	dir string
}

// postgresOwner runs it where the bench is root, which PostgreSQL refuses to be.
// Debian's package makes that user.
const postgresOwner = "postgres"

// startPostgres makes a cluster and starts it.
func (b *bench) startPostgres(ctx context.Context) (*postgres, error) {
	dir, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return nil, fmt.Errorf("make directory: %w", err)
	}
	p := &postgres{dir: dir}
	if err := p.run(ctx, b); err != nil {
		_ = os.RemoveAll(dir) // left in the temporary directory at worst
		return nil, fmt.Errorf("start postgresql: %w", err)
	}
	return p, nil
}

func (p *postgres) run(ctx context.Context, b *bench) error {
	initdb, err := postgresProgram("initdb")
	if err != nil {
		return err
	}
	made, err := p.command(initdb, "-D", p.data(), "-U", "bench", "-A", "trust", "--no-instructions")
	if err != nil {
		return err
	}
	if out, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	server, err := p.command(filepath.Join(filepath.Dir(initdb), "postgres"), "-D", p.data(), "-k", p.dir,
		"-c", "listen_addresses=", "-c", "log_min_messages=panic", "-c", fmt.Sprintf("max_connections=%d", clients+20))
	if err != nil {
		return err
	}
	if p.process, err = b.begin("postgres", server); err != nil {
		return err
	}
	return p.answers(ctx)
}

func (p *postgres) data() string { return filepath.Join(p.dir, "data") }

// command makes one that runs as who may.
func (p *postgres) command(program string, args ...string) (*exec.Cmd, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir = p.dir
	if os.Geteuid() != 0 {
		return cmd, nil
	}
	owner, err := user.Lookup(postgresOwner)
	if err != nil {
		return nil, fmt.Errorf("look up who runs postgresql: %w", err)
	}
	uid, errUser := strconv.Atoi(owner.Uid)
	gid, errGroup := strconv.Atoi(owner.Gid)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	return cmd, errors.Join(errUser, errGroup, os.Chown(p.dir, uid, gid))
}

// postgresProgram finds one on the PATH, else where Debian puts them: that of the
// newest version.
func postgresProgram(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	all, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(all) == 0 {
		return "", fmt.Errorf("find %s: there is none (Debian: apt-get install postgresql)", name)
	}
	return slices.MaxFunc(all, func(a, b string) int { return majorOf(a) - majorOf(b) }), nil
}

func majorOf(path string) int {
	n, _ := strconv.Atoi(strings.Split(path, "/")[4]) // 0 where it is none
	return n
}

// postgresVersion is what it says of itself.
func postgresVersion() string {
	path, err := postgresProgram("postgres")
	if err != nil {
		return "no PostgreSQL"
	}
	out, err := exec.Command(path, "--version").Output()
	if err != nil {
		return "PostgreSQL of an unknown version"
	}
	fields := strings.Fields(string(out)) // postgres (PostgreSQL) 15.18 (Debian …)
	return "PostgreSQL " + fields[min(2, len(fields)-1)]
}

// answers waits until it takes connections.
func (p *postgres) answers(ctx context.Context) error {
	var last error
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(20 * time.Millisecond) {
		c, err := p.connect(ctx)
		if err == nil {
			return c.Close(ctx)
		}
		last = err
	}
	return fmt.Errorf("no answer within %s: %w: %s", patience, last, p.said)
}

func (p *postgres) connect(ctx context.Context) (*pgx.Conn, error) {
	return pgx.Connect(ctx, fmt.Sprintf("host=%s user=bench dbname=postgres", p.dir))
}

// end stops it and removes what it kept.
func (p *postgres) end() error {
	return errors.Join(p.stop(), os.RemoveAll(p.dir))
}
