package store

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chat"
	"samovar/internal/redisserver"
)

// guarded are servers that take no write without a replica.
func guarded() redisserver.Options {
	return redisserver.Options{Config: []string{"min-replicas-to-write", "1"}}
}

// replicatedPoint is the Point on what the URL says, where a replica must have
// what was written.
func replicatedPoint(t *testing.T, url string) *Point {
	t.Helper()
	s := openStore(t, url)
	s.Replicate(1)
	return s.Point(testPoint())
}

// booksOn books an hour after the other until it is told to end, each hour as
// often as it takes, and returns what was acknowledged.
func booksOn(t *testing.T, p *Point, end <-chan struct{}) (acknowledged []string) {
	t.Helper()
	for n := 0; ; n++ {
		b := request("class", 9, 10, 1)
		b.Start, b.End = b.Start.Add(time.Duration(n)*time.Hour), b.End.Add(time.Duration(n)*time.Hour)
		change := create(b)
		change.Event = int64(n + 1)
		for tries := 0; ; tries++ {
			err := p.Commit(t.Context(), change, monday)
			if err == nil || errors.Is(err, ErrHandled) && tries > 0 {
				acknowledged = append(acknowledged, b.ID)
				break
			}
			if !Transient(err) {
				t.Errorf("booking %d: %v", n, err)
				return acknowledged
			}
			select {
			case <-t.Context().Done():
				return acknowledged
			case <-time.After(5 * time.Millisecond):
			}
		}
		select {
		case <-end:
			return acknowledged
		default:
		}
	}
}

// survives kills a master while somebody books, waits until another takes the
// bookings, and looks that nothing is lost that was acknowledged.
func survives(t *testing.T, p *Point, kill func()) {
	t.Helper()
	end, ended := make(chan struct{}), make(chan []string)
	go func() { ended <- booksOn(t, p, end) }()
	booked := func() int64 { return p.store.rdb.ZCard(t.Context(), p.keys.handled()).Val() }
	await(t, func() bool { return booked() > 100 })
	before := booked()
	kill()
	began := time.Now()
	await(t, func() bool { return booked() > before+100 })
	t.Logf("it went on after %s", time.Since(began).Round(10*time.Millisecond))
	close(end)
	all := <-ended
	found, err := p.Bookings(t.Context(), all)
	if err != nil || len(found) != len(all) {
		t.Errorf("%d bookings were acknowledged, and %d are left, %v", len(all), len(found), err)
	}
}

func await(t *testing.T, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for !ok() {
		select {
		case <-ctx.Done():
			t.Fatal("it did not come to pass")
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func TestWhatWasAcknowledgedSurvivesAFailoverOfTheSentinels(t *testing.T) {
	w := redisserver.WatchedForTest(t, 2, guarded())
	p := replicatedPoint(t, w.URL())
	old := w.Master()
	survives(t, p, old.Kill)
	all, err := p.store.Servers(t.Context())
	if err != nil || len(all) != 1 || all[0].Addr == old.Addr() || all[0].MinCopies != 1 {
		t.Errorf("the master now: %+v, %v", all, err)
	}
}

func TestWhatWasAcknowledgedSurvivesTheLossOfAClustersMaster(t *testing.T) {
	c := redisserver.ClusterForTest(t, 3, 2, redisserver.Options{})
	p := replicatedPoint(t, c.URL())
	slot := p.store.rdb.ClusterKeySlot(t.Context(), p.keys.handled()).Val()
	survives(t, p, c.MasterOf(int(slot)).Kill)
}

func TestWhatWasAcknowledgedSurvivesAMasterThatFreezesAndWakes(t *testing.T) {
	w := redisserver.WatchedForTest(t, 2, guarded())
	p := replicatedPoint(t, w.URL())
	survives(t, p, w.Master().Pause)
	w.Servers[0].Resume()
	if err := p.Commit(t.Context(), create(request("hall", 12, 14, 20)), monday); err != nil {
		t.Errorf("after its return: %v", err)
	}
}

func TestWithoutItsReplicaNothingCountsAsWritten(t *testing.T) {
	w := redisserver.WatchedForTest(t, 1, redisserver.Options{})
	p := replicatedPoint(t, w.URL())
	book(t, p, request("hall", 12, 14, 20))
	w.Servers[1].Pause()
	change := create(request("class", 12, 14, 20))
	change.Event = 7
	for range 2 { // the second time it is there already, on one machine only
		if err := p.Commit(t.Context(), change, monday); !errors.Is(err, errUnreplicated) || !Transient(err) {
			t.Errorf("without the replica: %v", err)
		}
	}
	w.Servers[1].Resume()
	if err := p.Commit(t.Context(), change, monday); !errors.Is(err, ErrHandled) {
		t.Errorf("with the replica: %v", err)
	}
}

// deaf loses the answers that come through a connection, while it is told to.
type deaf struct {
	net.Conn
	loses *atomic.Bool
}

func (d deaf) Read(p []byte) (int, error) {
	n, err := d.Conn.Read(p)
	if d.loses.Load() {
		return 0, io.EOF
	}
	return n, err
}

// deafen is a hook that makes the connections of a server so.
type deafen struct {
	replicated // for what it leaves as it is
	loses      *atomic.Bool
}

func (d deafen) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := next(ctx, network, addr)
		return deaf{c, d.loses}, err
	}
}

func (d deafen) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func TestAMessageWhoseAnswerAClusterLosesIsNotPutTwice(t *testing.T) {
	c := cluster
	if c == nil {
		c = redisserver.ClusterForTest(t, 3, 0, redisserver.Options{})
	}
	s, loses := openStore(t, c.URL()+"&read_timeout=300ms"), new(atomic.Bool)
	s.rdb.(*redis.ClusterClient).OnNewNode(func(node *redis.Client) { node.AddHook(deafen{loses: loses}) })
	put := func(text string) error {
		return s.Put(t.Context(), "lossy", []chat.Out{{Kind: chat.Say, Chat: 42, Text: text}}, monday)
	}
	if err := put("tea is ready"); err != nil {
		t.Fatal(err)
	}
	loses.Store(true)
	if err := put("tea is getting cold"); !Transient(err) {
		t.Errorf("a lost answer is %v", err)
	}
	loses.Store(false)
	b, err := s.Backlog(t.Context(), Outbox("lossy", chat.Reply), monday)
	if err != nil || b.Items != 2 {
		t.Errorf("%d messages wait, %v", b.Items, err)
	}
}

func TestAMasterThatBecameAReplicaIsSaidToBeReplaced(t *testing.T) {
	replica := redisserver.ForTest(t)
	host, port, _ := strings.Cut(redisserver.ForTest(t).Addr(), ":")
	if _, err := replica.Ask("REPLICAOF", host, port); err != nil {
		t.Fatal(err)
	}
	p := replicatedPoint(t, replica.URL())
	_, err := p.store.Claim(t.Context(), "me", []Ask{{Queue: Inbox(1), Most: 1}}, monday)
	if !errors.Is(err, errReplaced) || !Transient(err) || strings.Count(err.Error(), "WAIT") != 1 {
		t.Errorf("it says %v", err)
	}
}
