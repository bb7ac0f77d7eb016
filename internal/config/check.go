package config

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// checker looks at settings that were read and collects what cannot be.
type checker struct {
	origins   map[string]origin
	checkSpec func(string) error
	problems  Problems
}

// faults is all that is wrong with settings that were read. Spec problems are
// what checkSpec says.
func (c *Config) faults(checkSpec func(string) error) Problems {
	k := checker{origins: c.origins, checkSpec: checkSpec}
	k.telegram(c.Telegram)
	k.flood(c.Flood)
	k.webhook(c)
	k.redis(c.Redis)
	k.want(c.Web.Listen == "" || isAddress(c.Web.Listen), "web.listen", "expected [host]:port such as :8080, or nothing")
	k.spec("clock.tick", c.Clock.Tick)
	k.positive("session.silence", c.Session.Silence)
	k.points(c.PointList)
	return k.problems
}

// want notes a problem unless ok.
func (k *checker) want(ok bool, path, format string, args ...any) {
	if !ok {
		k.problems = append(k.problems, Problem{Path: path, Text: fmt.Sprintf(format, args...), at: k.place(path)})
	}
}

// place is where the setting was given, or the nearest group around it.
func (k *checker) place(path string) origin {
	for path != "" {
		if at, ok := k.origins[path]; ok {
			return at
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return origin{}
}

func (k *checker) positive(path string, d Duration) {
	k.want(d > 0, path, "must be longer than nothing")
}

func (k *checker) spec(path, spec string) {
	if err := k.checkSpec(spec); err != nil {
		k.want(false, path, "%q: %s", spec, err)
	}
}

var tokenShape = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)

func (k *checker) telegram(t Telegram) {
	k.want(t.Token == "" || tokenShape.MatchString(t.Token.Reveal()), "telegram.token",
		"not a bot token; BotFather gives one like 123456:ABC-def")
	k.want(isURL(t.APIURL, "https", "http"), "telegram.api_url", "expected an address such as https://api.telegram.org")
	k.want(t.PollTimeout <= Duration(50*time.Second), "telegram.poll_timeout", "Telegram ends a poll after 50s")
	k.want(t.PollTimeout == 0 || t.PollTimeout >= Duration(time.Second), "telegram.poll_timeout",
		"a poll of less than 1s would ask again without a pause: expected 1s to 50s")
	k.want(t.Limits.PerSecond > 0, "telegram.limits.per_second", "must be at least 1")
	k.want(t.Limits.PerChatBurst > 0, "telegram.limits.per_chat_burst", "must be at least 1")
	k.want(t.Limits.PerGroupMinute > 0, "telegram.limits.per_group_minute", "must be at least 1")
}

func (k *checker) flood(f Flood) {
	k.want(f.PerMinute >= 0 && f.PerMinute <= 60_000, "flood.per_minute", "%d: expected 0 to 60000", f.PerMinute)
	k.want(f.Burst > 0 && f.Burst <= 1000, "flood.burst", "%d: expected 1 to 1000", f.Burst)
}

var secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// reserved are the paths that the web server has for itself.
func reserved() []string { return []string{"/", "/healthz", "/readyz", "/metrics"} }

func (k *checker) webhook(c *Config) {
	w := c.Telegram.Webhook
	k.want(w.MaxConnections >= 1 && w.MaxConnections <= 100, "telegram.webhook.max_connections", "expected 1 to 100")
	k.want(strings.HasPrefix(w.Path, "/") && !strings.ContainsAny(w.Path, " {}?#") && !slices.Contains(reserved(), w.Path),
		"telegram.webhook.path", "expected a path such as /telegram, not one of %s", strings.Join(reserved(), " "))
	if c.Telegram.Mode != "webhook" {
		return
	}
	k.hook(w.URL, c.Telegram.APIURL == telegramURL)
	k.want(secretShape.MatchString(w.Secret.Reveal()), "telegram.webhook.secret",
		"webhook mode needs a secret: 1 to 256 of A-Z, a-z, 0-9, _ and -")
	k.want(c.Web.Listen != "", "web.listen", "webhook mode needs the web server")
}

// telegramURL is Telegram's own Bot API server.
const telegramURL = "https://api.telegram.org"

// hook wants an address that the Bot API server can call. One's own server may
// call by http and at any port; Telegram may not.
func (k *checker) hook(address string, byTelegram bool) {
	const path = "telegram.webhook.url"
	if !byTelegram {
		k.want(isURL(address, "https", "http"), path, "webhook mode needs the address that the Bot API server calls")
		return
	}
	k.want(isURL(address, "https"), path, "webhook mode needs the https address that Telegram calls")
	u, err := url.Parse(address)
	k.want(err != nil || slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()), path,
		"Telegram calls only the ports 443, 80, 88 and 8443")
}

func isURL(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && slices.Contains(schemes, u.Scheme)
}

func isAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	return err == nil && isPort(port)
}

// isPort says whether it is the number of a port, or a name that one has.
func isPort(port string) bool {
	_, err := net.LookupPort("tcp", port)
	return err == nil && port != ""
}
