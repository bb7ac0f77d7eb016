package chaos

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/redisserver"
)

// scribed are so many servers, of which the first is the master of the others,
// and a scribe.
func scribed(t *testing.T, n int) ([]*redisserver.Server, *Scribe) {
	t.Helper()
	var servers []*redisserver.Server
	var addrs []string
	for range n {
		server := redisserver.ForTest(t, redisserver.Options{Config: []string{"repl-diskless-sync-delay", "0"}})
		servers, addrs = append(servers, server), append(addrs, server.Addr())
		follow(t, server, servers[0])
	}
	scribe, err := NewScribe(t.Context(), filepath.Join(t.TempDir(), "history"), addrs...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(scribe.Close)
	return servers, scribe
}

func follow(t *testing.T, server, master *redisserver.Server) {
	t.Helper()
	if server == master {
		return
	}
	host, port, _ := strings.Cut(master.Addr(), ":")
	ask(t, server, "REPLICAOF", host, port)
	if err := server.Follows(); err != nil {
		t.Fatal(err)
	}
}

func ask(t *testing.T, server *redisserver.Server, words ...string) string {
	t.Helper()
	answer, err := server.Ask(words...)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// writes lets a master append a text letter by letter.
func writes(t *testing.T, master *redisserver.Server, text string) {
	t.Helper()
	for _, letter := range text {
		ask(t, master, "APPEND", "text", string(letter))
	}
}

// reaches waits until a replica has a text.
func reaches(t *testing.T, replica *redisserver.Server, text string) {
	t.Helper()
	late := time.After(20 * time.Second)
	for ask(t, replica, "GET", "text") != text {
		select {
		case <-time.After(2 * time.Millisecond):
		case <-late:
			t.Fatalf("%q never came", text)
		}
	}
}

// written is the text that a scribe wrote down, and what it struck out.
func written(t *testing.T, scribe *Scribe) (text string, struck int64) {
	t.Helper()
	path, struck, err := scribe.History()
	if err != nil {
		t.Fatal(err)
	}
	err = eachIn(path, func(words []string) error {
		if slices.Contains(words, "text") {
			text += words[2]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return text, struck
}

func TestAScribeHasEachCommandOnceThroughFailovers(t *testing.T) {
	servers, scribe := scribed(t, 3)
	text := ""
	for n, master := range servers {
		writes(t, master, "teaAndMoreTea")
		text += "teaAndMoreTea"
		if n == len(servers)-1 {
			break
		}
		for _, replica := range servers[n+1:] {
			reaches(t, replica, text)
		}
		if got, _ := written(t, scribe); got != text { // it has to have seen each master
			t.Fatalf("%q was written down", got)
		}
		master.Kill()
		ask(t, servers[n+1], "REPLICAOF", "NO", "ONE")
		for _, replica := range servers[n+2:] {
			follow(t, replica, servers[n+1])
		}
	}
	if got, struck := written(t, scribe); got != text || struck != 0 {
		t.Errorf("%q was written down, %d bytes were struck out", got, struck)
	}
}

func TestAScribeStrikesOutWhatAFailoverTookBack(t *testing.T) {
	servers, scribe := scribed(t, 2)
	writes(t, servers[0], "kept")
	reaches(t, servers[1], "kept")
	ask(t, servers[1], "REPLICAOF", "NO", "ONE")
	writes(t, servers[0], "lost") // it does not know that it was replaced
	if got, _ := written(t, scribe); got != "keptlost" {
		t.Fatalf("%q was written down", got)
	}
	servers[0].Kill()
	writes(t, servers[1], "new")
	if got, struck := written(t, scribe); got != "keptnew" || struck == 0 {
		t.Errorf("%q was written down, %d bytes were struck out", got, struck)
	}
}
