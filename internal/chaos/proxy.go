package chaos

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

// Proxy stands between one bot and its Redis, and lets that be slow, hang, or
// end connections in the middle of a reply.
type Proxy struct {
	to       string
	listener net.Listener

	mu    sync.Mutex
	delay time.Duration // of each piece of a reply
	held  chan struct{} // closed when nothing is held any more; nil where nothing is
	cuts  int           // replies yet to be cut
	open  map[net.Conn]bool
}

// NewProxy opens a port that leads to an address.
func NewProxy(to string) (*Proxy, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for redis: %w", err)
	}
	p := &Proxy{to: to, listener: l, open: map[net.Conn]bool{}}
	go p.serve()
	return p, nil
}

// Addr is where it listens.
func (p *Proxy) Addr() string { return p.listener.Addr().String() }

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
	_ = p.listener.Close() // no more come
	p.Release()
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.open {
		_ = c.Close() // who reads from it sees its end
	}
}

func (p *Proxy) serve() {
	for {
		in, err := p.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err == nil {
			go p.lead(in)
		}
	}
}

// lead leads one connection there and back until either side ends it.
func (p *Proxy) lead(in net.Conn) {
	defer p.drop(in)
	out, err := net.Dial("tcp", p.to)
	if err != nil {
		return // who called sees a connection that ends
	}
	defer p.drop(out)
	p.keep(in, out)
	there := make(chan struct{})
	go func() {
		defer close(there)
		p.pass(in, out, func() bool { return false })
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

// pass copies from one side to the other, until disturbs says that the rest is
// to be cut off.
func (p *Proxy) pass(from, to net.Conn, disturbs func() bool) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		piece := buffer[:n]
		p.await()
		cut := n > 0 && disturbs()
		if cut {
			piece = piece[:n/2]
		}
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

// disturbs lets a reply wait where replies are slow, and says whether it is to
// be cut.
func (p *Proxy) disturbs() bool {
	p.mu.Lock()
	delay, cut := p.delay, p.cuts > 0
	if cut {
		p.cuts--
	}
	p.mu.Unlock()
	if delay > 0 {
		<-time.After(delay)
	}
	return cut
}
