package bot

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samovar/internal/emulator"
)

// line is a way to Telegram that can be cut.
type line struct {
	*httptest.Server
	cut   atomic.Bool
	tries atomic.Int32 // while it is
}

func (r *rig) line() *line {
	l := &line{}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if l.cut.Load() {
			l.tries.Add(1)
			panic(http.ErrAbortHandler) // the connection breaks
		}
		r.tg.ServeHTTP(w, req)
	}))
	r.t.Cleanup(l.Close)
	return l
}

// breaks cuts it, with what is under way.
func (l *line) breaks() {
	l.cut.Store(true)
	l.CloseClientConnections()
}

func (r *rig) by(l *line) *API {
	return must(NewAPI(APIOptions{Token: r.tg.Token(), URL: l.URL, Timeout: time.Second}))
}

// leads counts how often the lead was taken.
func (r *rig) leads() int { return strings.Count(r.logs.String(), "this process takes the updates in") }

func TestALeaderThatIsCutOffFromTelegramLeavesTheLeadToOneWithABetterLine(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	b := &book{}
	r.start(r.workers(b, nil).Run)
	bad := r.line()
	first := r.replica(r.store, r.by(bad), "")
	r.leading(first)
	second := r.replica(r.store, r.by(r.line()), "")
	anna := r.resident(5)
	r.eventually("it is handled", func() bool { return len(b.of(5)) == 1 })

	bad.breaks()
	broke := time.Now()
	anna.Says("is anybody there?")
	anna.Says("hello?")
	r.eventually("updates flow again", func() bool { return len(b.of(5)) == 3 })
	if took := time.Since(broke); took > 10*time.Second {
		t.Errorf("updates flowed again only after %s", took)
	}
	if got := b.of(5); got[1] > got[2] {
		t.Errorf("handled %v", got)
	}
	r.eventually("the first stands by, and is well", func() bool { return first.Standby() && first.Trouble() == nil })
	if !second.leads.Load() || second.Standby() {
		t.Error("the second does not lead")
	}
	second.stop()
	bad.cut.Store(false)
	anna.Says("and now?")
	r.eventually("the first leads again", func() bool { return len(b.of(5)) == 4 })
}

func TestAProcessAloneGoesOnTryingWhenTelegramIsOutOfReach(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	b := &book{}
	r.start(r.workers(b, nil).Run)
	bad := r.line()
	one := r.replica(r.store, r.by(bad), "")
	r.leading(one)
	bad.breaks()
	r.eventually("it gave the lead up", func() bool { return strings.Contains(r.logs.String(), "the lead is left to others") })
	if one.Trouble() == nil {
		t.Error("nobody polls, and it is in no trouble")
	}
	seen := bad.tries.Load()
	r.eventually("it tries again", func() bool { return bad.tries.Load() > seen })
	bad.cut.Store(false)
	r.resident(5)
	r.eventually("updates flow again", func() bool { return len(b.of(5)) == 1 })
	r.eventually("its trouble is over", func() bool { return one.Trouble() == nil && !one.Standby() })
}

func TestTheLeadDoesNotWanderFastWhileTelegramIsOutOfReachForAll(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	b := &book{}
	r.start(r.workers(b, nil).Run)
	bad := r.line()
	bad.breaks()
	for range 2 {
		r.replica(r.store, r.by(bad), "")
	}
	sleep(r.ctx, 15*time.Second) // waits of 0.5, 1, 2, 4 and 8 s at most fit in, for each
	if n := r.leads(); n < 3 || n > 10 {
		t.Errorf("the lead was taken %d times", n)
	}
	if n := bad.tries.Load(); n > 14 {
		t.Errorf("Telegram was asked %d times", n)
	}
	bad.cut.Store(false)
	r.resident(5)
	r.eventually("updates flow again", func() bool { return len(b.of(5)) == 1 })
}

func TestALeaderWithoutTelegramAndRedisKeepsTrying(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	bad := r.line()
	one := r.replica(r.store, r.by(bad), "")
	r.leading(one)
	r.redis.Kill()
	bad.breaks()
	r.eventually("it has tried often", func() bool { return bad.tries.Load() > triesCutOff })
	if !one.leads.Load() {
		t.Error("nobody is left to tell people that the bot is away")
	}
}

// A firewall that begins to drop what goes to Telegram says so to nobody.
func TestALineThatFallsSilentIsNoticedWhileAPollWaits(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) { <-req.Context().Done() }))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	silent := make(chan struct{})
	api := must(NewAPI(APIOptions{Token: "1:x", URL: "https://" + relay(t, server.Listener.Addr().String(), silent)}))
	api.http.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs, ServerName: "example.com"}
	time.AfterFunc(4*time.Second, func() { close(silent) }) // until then it is asked, and answers
	began := time.Now()
	_, err := api.updates(t.Context(), 0, longestPoll)
	if took := time.Since(began); KindOf(err) != Network || took < 4*time.Second || took > 15*time.Second {
		t.Errorf("after %s: %v", took, err)
	}
}

// relay passes bytes on in both directions until it falls silent.
func relay(t *testing.T, to string, silent <-chan struct{}) (at string) {
	t.Helper()
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	t.Cleanup(func() { _ = listener.Close() })
	pass := func(to, from net.Conn) {
		buffer := make([]byte, 4096)
		for {
			n, err := from.Read(buffer)
			if err != nil {
				return
			}
			select {
			case <-silent:
			default:
				_, _ = to.Write(buffer[:n])
			}
		}
	}
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far := must(net.Dial("tcp", to))
			t.Cleanup(func() { _, _ = near.Close(), far.Close() })
			go pass(far, near)
			go pass(near, far)
		}
	}()
	return listener.Addr().String()
}
