package chaos

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"regexp"
	"sync"
	"time"
)

// Proxy stands between one bot and the servers of its Redis, and lets them be
// slow, hang, or end connections in the middle of a reply. Where one server
// names another the bot is told the proxy's address of that one.
type Proxy struct {
	doors []door

	mu    sync.Mutex
	delay time.Duration // of each piece of a reply
	held  chan struct{} // closed when nothing is held any more; nil where nothing is
	cuts  int           // replies yet to be cut
	open  map[net.Conn]bool
}

// door is a port that leads to an address.
type door struct {
	net.Listener
	to string
}

// NewProxy opens a port for each of some addresses.
func NewProxy(to ...string) (*Proxy, error) {
	p := &Proxy{open: map[net.Conn]bool{}}
	for _, one := range to {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			p.Close()
			return nil, fmt.Errorf("listen for redis: %w", err)
		}
		p.doors = append(p.doors, door{l, one})
	}
	for _, d := range p.doors {
		go p.serve(d)
	}
	return p, nil
}

// named is an address as Sentinels, Clusters and URLs name it.
var named = regexp.MustCompile(`127\.0\.0\.1(?::| |\r\n:|\r\n\$5\r\n|\r\n\$4\r\nport\r\n\$5\r\n)\d{5}\b`)

// Through is a text in which the addresses that the proxy leads to are its own.
// Ports have five digits on either side, so no length changes.
func (p *Proxy) Through(text []byte) []byte {
	if !bytes.Contains(text, []byte("127.0.0.1")) {
		return text
	}
	return named.ReplaceAllFunc(text, func(found []byte) []byte {
		for _, d := range p.doors {
			if port := d.to[len(d.to)-5:]; bytes.HasSuffix(found, []byte(port)) {
				own := d.Addr().String()
				return append(found[:len(found)-5:len(found)-5], own[len(own)-5:]...)
			}
		}
		return found
	})
}

// Addr is where it listens for the first of them.
func (p *Proxy) Addr() string { return p.doors[0].Addr().String() }

// Slow lets each piece of a reply take longer; 0 ends that.
func (p *Proxy) Slow(by time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.delay = by
}

// Hold lets nothing through any more, in either direction, until Release.
func (p *Proxy) Hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held == nil {
		p.held = make(chan struct{})
	}
}

// Release lets through what was held, and what comes.
func (p *Proxy) Release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held != nil {
		close(p.held)
		p.held = nil
	}
}

// Cut ends the connections of so many of the next replies after half of what
// they say.
func (p *Proxy) Cut(replies int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cuts += replies
}

// Close ends it with all that runs through it.
func (p *Proxy) Close() {
	for _, d := range p.doors {
		_ = d.Close() // no more come
	}
	p.Release()
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.open {
		_ = c.Close() // who reads from it sees its end
	}
}

func (p *Proxy) serve(d door) {
	for {
		in, err := d.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err == nil {
			go p.lead(in, d.to)
		}
	}
}

// lead leads one connection there and back until either side ends it.
func (p *Proxy) lead(in net.Conn, to string) {
	defer p.drop(in)
	out, err := net.Dial("tcp", to)
	if err != nil {
		return // who called sees a connection that ends
	}
	defer p.drop(out)
	p.keep(in, out)
	there := make(chan struct{})
	go func() {
		defer close(there)
		p.pass(in, out, func(piece []byte) ([]byte, bool) { return piece, false })
		p.drop(out) // so that the way back ends too
	}()
	p.pass(out, in, p.disturbs)
	p.drop(in)
	<-there
}

func (p *Proxy) keep(all ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range all {
		p.open[c] = true
	}
}

func (p *Proxy) drop(c net.Conn) {
	_ = c.Close() // it is over
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, c)
}

// pass copies from one side to the other what disturbs leaves of it, until that
// says that the rest is to be cut off.
func (p *Proxy) pass(from, to net.Conn, disturbs func([]byte) ([]byte, bool)) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		p.await()
		piece, cut := disturbs(buffer[:n])
		if _, bad := to.Write(piece); bad != nil || err != nil || cut {
			return
		}
	}
}

// await waits while everything is held.
func (p *Proxy) await() {
	p.mu.Lock()
	held := p.held
	p.mu.Unlock()
	if held != nil {
		<-held
	}
}

// disturbs lets a reply wait where replies are slow, and returns what the bot is
// to hear of it, and whether nothing after that.
func (p *Proxy) disturbs(piece []byte) ([]byte, bool) {
	p.mu.Lock()
	delay, cut := p.delay, p.cuts > 0 && len(piece) > 0
	if cut {
		p.cuts--
	}
	p.mu.Unlock()
	if delay > 0 && len(piece) > 0 {
		<-time.After(delay)
	}
	if cut {
		return piece[:len(piece)/2], true
	}
	return p.Through(piece), false
}
