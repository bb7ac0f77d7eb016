package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"time"

	"samovar/internal/redisserver"
)

// everysec kills a Redis again and again while it is written to, and prints how
// many of the writes that it had answered were gone: what docs/reliability.md
// says of everysec, with always as the control.
func (b *bench) everysec(ctx context.Context) error {
	fmt.Printf("%s\n\n", machine(nil))
	fmt.Println("| appendfsync | kills | that lost answered writes | most lost by one | answered in all |")
	fmt.Println("| --- | --- | --- | --- | --- |")
	for _, fsync := range []string{"everysec", "always"} {
		losses, most, all := 0, 0, 0
		for n := range b.kills {
			if err := ctx.Err(); err != nil {
				return err
			}
			after := time.Second + rand.N(time.Second)
			answered, lost, err := killedAmid(redisserver.Options{AppendOnly: true, Fsync: fsync, Config: []string{"maxmemory-policy", "noeviction"}}, after)
			if err != nil {
				return err
			}
			if lost > 0 {
				losses++
			}
			most, all = max(most, lost), all+answered
			fmt.Fprintf(os.Stderr, "%s, kill %d of %d: lost %d of %d\n", fsync, n+1, b.kills, lost, answered)
		}
		fmt.Printf("| %s | %d | %d | %s | %s |\n", fsync, b.kills, losses, thousands(most), thousands(all))
	}
	return nil
}

// eachWrite is how long a write is, in bytes.
const eachWrite = 8000

// killedAmid writes one thing after the other on one connection, kills the server
// amid that, starts it again, and counts the writes that were answered and those
// of them that are gone.
func killedAmid(o redisserver.Options, after time.Duration) (answered, lost int, err error) {
	server, err := redisserver.Start(o)
	if err != nil {
		return 0, 0, err
	}
	defer server.Stop()
	time.AfterFunc(after, server.Kill)
	if answered, err = writeOn(server.Addr()); err != nil {
		return 0, 0, err
	}
	if err := server.Restart(); err != nil {
		return 0, 0, err
	}
	there, err := lastOf(server.Addr())
	return answered, max(0, answered-there), err
}

// writeOn writes until the server has gone, and says how many writes it answered.
// Each is its number, made long, in the place of the one before.
func writeOn(addr string) (answered int, err error) {
	c, err := dial(addr)
	if err != nil {
		return 0, err
	}
	defer c.close()
	long := strings.Repeat(".", eachWrite)
	for {
		if _, err := c.do("SET", "last", strconv.Itoa(answered+1)+long); err != nil {
			return answered, nil // it was killed: that is what this is for
		}
		answered++
	}
}

// lastOf is the number of the last write that is there; 0 where none is.
func lastOf(addr string) (int, error) {
	c, err := dial(addr)
	if err != nil {
		return 0, err
	}
	defer c.close()
	number, err := c.do("EVAL", `return string.match(redis.call('GET', 'last') or '0', '^%d+')`, "0")
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(number)
}
