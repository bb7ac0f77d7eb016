package emulator_test

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"samovar/internal/emulator"
)

// wound is a clock that the page may move from another goroutine.
type wound struct {
	mu  sync.Mutex
	now time.Time
}

func (c *wound) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *wound) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// browser opens a fresh headless Chromium that talks to loopback alone.
func browser(t *testing.T) context.Context {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath("/usr/bin/chromium"), chromedp.Flag("headless", true), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1440, 900), chromedp.Flag("lang", "ru"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, cancel := chromedp.NewContext(alloc)
	ctx, end := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits until the browser has gone
		end()
		cancel()
		stop()
	})
	return ctx
}

func TestThePageSpeaksAndPressesForAPerson(t *testing.T) {
	zone := time.FixedZone("Asia/Yakutsk", 9*3600)
	clock := &wound{now: time.Date(2026, 10, 7, 9, 30, 0, 0, zone)}
	s := start(t, emulator.Options{
		Clock: clock, Zone: zone, Notice: "miniredis",
		Panes: []emulator.Pane{{PersonID: 42, Label: "Житель"}, {PersonID: 43, Label: "Администратор"}},
	})
	anna := s.Person(42, emulator.Profile{First: "Анна", Last: "<i>Ли</i>", Lang: "ru"})
	s.Person(43, emulator.Profile{First: "Борис", Lang: "ru"})
	url := echo(t, s)
	ctx := browser(t)

	const pane = `[data-pane="0"] `
	do(t, ctx,
		chromedp.Navigate(url+"/?lang=ru"),
		chromedp.WaitVisible(chromedp.CSS(pane+`[data-testid="start"]`)),
		chromedp.Click(chromedp.CSS(pane+`[data-testid="start"]`)),
		chromedp.WaitVisible(chromedp.CSS(pane+`button.kb.success`)),
		chromedp.SendKeys(chromedp.CSS(pane+`[data-testid="input"]`), "<script>alert(1)</script> привет"),
		chromedp.Click(chromedp.CSS(pane+`[data-testid="send"]`)),
	)
	if _, err := anna.WaitReply(t.Context(), "<script>alert(1)</script> привет"); err != nil {
		t.Fatal(err)
	}
	do(t, ctx,
		chromedp.Click(chromedp.CSS(pane+`button.kb.success`)),
		chromedp.WaitVisible(chromedp.CSS(pane+`.toast`)),
		chromedp.WaitVisible(chromedp.CSS(pane+`.edited`)),
	)
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(pane+`.messages`)))
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(`[data-testid="monday"]`)))
	shown := chromedp.Poll[bool](`document.querySelector('[data-testid="clock"]').textContent.includes('10:00')`)
	if _, err := chromedp.Run(ctx, shown); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Pressed book", "<script>alert(1)</script> привет"} {
		if !strings.Contains(text, want) {
			t.Errorf("the pane lacks %q: %s", want, text)
		}
	}
	if got := clock.Now().In(zone); got.Weekday() != time.Monday || got.Hour() != 10 || got.Day() != 12 {
		t.Errorf("clock: %v", got)
	}
	shot(t, ctx, "page.png")
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// shot leaves a picture of the page in $SAMOVAR_SHOTS, or in a directory
// that goes with the test.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv("SAMOVAR_SHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	if err := os.WriteFile(filepath.Join(dir, name), png, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestThePageTakesOnlyJSONAndKeepsScriptsOut(t *testing.T) {
	s, _, _ := served(t)
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(url+"/demo/say", "text/plain", strings.NewReader(`{"view":"42","text":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("text/plain: %s", resp.Status)
	}
	for _, file := range []string{"/", "/page/app.js", "/page/style.css", "/demo/state?chats=42,nobody,42:7"} {
		resp, err := http.Get(url + file)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK || len(body) < 100 {
			t.Errorf("%s: %s, %d bytes", file, resp.Status, len(body))
		}
		if strings.HasPrefix(file, "/p") && !strings.Contains(resp.Header.Get("Content-Security-Policy"), "script-src 'self'") {
			t.Errorf("%s has no policy", file)
		}
	}
}
