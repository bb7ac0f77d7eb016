//go:build container

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"samovar/internal/emulator"
)

// nobody is whom the Containerfile runs it as.
const nobody = 65532

var copied = regexp.MustCompile(`COPY --from=build (\S+) (\S+)`)

// TestTheContainerHoldsAllThatTheBotNeeds does by hand what an engine does with
// the Containerfile: builds with its command, puts what it copies into an empty
// folder, and runs the bot with that as its root, as nobody. It takes a while and
// root's rights, or user namespaces, so it runs by "make container-check" only.
func TestTheContainerHoldsAllThatTheBotNeeds(t *testing.T) {
	recipe := read(t, "deploy", "Containerfile")
	root := assemble(t, recipe)
	config := write(t, "samovar.yaml", minimal)
	if err := errors.Join(os.Chmod(root, 0o755), os.MkdirAll(filepath.Join(root, "etc/samovar"), 0o755), move(config, filepath.Join(root, "etc/samovar/samovar.yaml"))); err != nil {
		t.Fatal(err)
	}
	e, api := telegram(t)
	env := append(environ(durable(t).URL(), api, e.Token()), "SAMOVAR_WEB__LISTEN="+freeAddress(t))
	shown := newScreen()
	bot := rooted(root, env, words(t, recipe, "CMD")...)
	bot.Stderr = shown
	if err := bot.Start(); err != nil {
		t.Fatal(err)
	}
	defer bot.Process.Kill()
	shown.await(t, "ready")
	anna := e.Person(501, emulator.Profile{First: "Анна", Lang: "ru"})
	anna.Says("/start")
	if _, err := anna.WaitReply(t.Context(), "Анна"); err != nil {
		t.Fatalf("%v\n%s", err, shown)
	}
	if out, err := rooted(root, env, words(t, recipe, "HEALTHCHECK")[1:]...).CombinedOutput(); err != nil {
		t.Errorf("its health check: %v\n%s", err, out)
	}
	if out, err := rooted(root, env, "check", "--config", "/etc/samovar/samovar.yaml").CombinedOutput(); err != nil || !bytes.Contains(out, []byte("Asia/Yakutsk")) {
		t.Errorf("check: %v\n%s", err, out)
	}
	if err := bot.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := bot.Wait(); err != nil {
		t.Errorf("it ended with %v\n%s", err, shown)
	}
}

// assemble is the folder that the image would have as its root.
func assemble(t *testing.T, recipe string) string {
	t.Helper()
	root := t.TempDir()
	_, command, _ := strings.Cut(recipe, "RUN CGO_ENABLED")
	command, _, _ = strings.Cut("CGO_ENABLED"+command, "\n")
	binary := filepath.Join(t.TempDir(), "samovar")
	build := exec.Command("sh", "-c", strings.Replace(command, "-o /samovar", "-o "+binary, 1))
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	for _, pair := range copied.FindAllStringSubmatch(recipe, -1) {
		from, to := pair[1], filepath.Join(root, pair[2])
		if from == "/samovar" {
			from = binary
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), move(from, to)); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// rooted is the bot with the folder as its root, as nobody.
func rooted(root string, env []string, args ...string) *exec.Cmd {
	c := exec.Command("/samovar", args...)
	c.Env, c.Dir = env, "/"
	c.SysProcAttr = &syscall.SysProcAttr{Chroot: root}
	if os.Getuid() == 0 {
		c.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		return c
	}
	c.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
	c.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Getuid(), Size: 1}}
	return c
}

// words are those of a line of the recipe.
func words(t *testing.T, recipe, line string) []string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^` + line + `.*\[(.*)\]`).FindStringSubmatch(recipe)
	if found == nil {
		t.Fatalf("no %s", line)
	}
	all := strings.Split(found[1], ", ")
	for i, word := range all {
		all[i] = strings.Trim(word, `"`)
	}
	return all
}

func move(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o755)
}
