package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/push"
)

// listener hears from each master which keys of tags are written, whoever writes
// them: Redis tells it by what it has for caches that clients keep, CLIENT
// TRACKING.
type listener struct {
	hear    func(name string)
	emptied atomic.Bool // all keys were removed
	mu      sync.Mutex  // masters of a Cluster are joined at the same time
	clients []*redis.Client
	conns   map[string]*redis.Conn // by the address of the master
}

// errDeaf: this Redis does not tell what is written.
var errDeaf = errors.New("redis does not tell which keys are written")

// listen begins to hear. What is written after it returned is heard by the end
// of the next caughtUp.
func (s *Store) listen(ctx context.Context, hear func(name string)) (*listener, error) {
	l := &listener{hear: hear, conns: map[string]*redis.Conn{}}
	if err := s.eachMaster(ctx, l.join); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// join opens a connection of its own: what Redis tells comes in between the
// answers of that one.
func (l *listener) join(ctx context.Context, master *redis.Client) error {
	options := *master.Options()
	options.Protocol, options.PoolSize, options.MinIdleConns, options.MaxRetries = 3, 1, 0, never
	options.ReadTimeout, options.PushNotificationProcessor = patience, redis.NewPushNotificationProcessor()
	client := redis.NewClient(&options)
	conn := client.Conn()
	l.mu.Lock()
	l.clients, l.conns[options.Addr] = append(l.clients, client), conn
	l.mu.Unlock()
	err := errors.Join(
		conn.RegisterPushNotificationHandler("invalidate", l, true),
		conn.Hello(ctx, 3, "", "", "").Err(), // go-redis would go on with an older protocol, which tells nothing
		conn.ClientTrackingOn(ctx, &redis.ClientTrackingOptions{Bcast: true, Prefixes: []string{"samovar:{"}}).Err(),
	)
	if refused := redis.Error(nil); errors.As(err, &refused) {
		return fmt.Errorf("%w: %w", errDeaf, err)
	}
	return err
}

// HandlePushNotification takes what Redis tells: "invalidate" and the names.
func (l *listener) HandlePushNotification(_ context.Context, _ push.NotificationHandlerContext, told []any) error {
	if len(told) < 2 {
		return nil
	}
	names, ok := told[1].([]any)
	if !ok {
		l.emptied.Store(true) // Redis names none then
	}
	for _, name := range names {
		if name, ok := name.(string); ok {
			l.hear(name)
		}
	}
	return nil
}

// caughtUp returns once all is heard that was written before it was called. It
// fails where a connection was lost, and something may not have been heard.
func (l *listener) caughtUp(ctx context.Context) error {
	for address, conn := range l.conns {
		info, err := conn.Do(ctx, "CLIENT", "TRACKINGINFO").Result()
		if err != nil {
			return fmt.Errorf("hear from %s what is written: %w", address, err)
		}
		all, _ := info.(map[any]any)
		if flags, _ := all["flags"].([]any); !slices.Contains(flags, any("bcast")) {
			return fmt.Errorf("hear from %s what is written: it tells no more", address)
		}
	}
	if l.emptied.Load() {
		return errors.New("Redis was emptied meanwhile")
	}
	return nil
}

// hears says whether a server is one of those that are heard.
func (l *listener) hears(server *redis.Client) bool { return l.conns[server.Options().Addr] != nil }

// Close ends it.
func (l *listener) Close() error {
	var errs []error
	for _, conn := range l.conns {
		errs = append(errs, conn.Close())
	}
	for _, client := range l.clients {
		errs = append(errs, client.Close())
	}
	return errors.Join(errs...)
}
