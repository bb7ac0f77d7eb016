package redisserver

import "testing"

// ForTest starts a server for one test, which ends with it. It fails the test
// with what to do when there is no redis-server. Without options it is an
// ephemeral one, which takes some 20 ms.
func ForTest(t testing.TB, options ...Options) *Server {
	t.Helper()
	var o Options
	if len(options) > 0 {
		o = options[0]
	}
	s, err := Start(o)
	if err != nil {
		t.Fatalf("this test needs a real Redis: %v", err)
	}
	t.Cleanup(s.Stop)
	return s
}
