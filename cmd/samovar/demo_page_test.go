package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// update makes the test of the page renew the README's picture.
var update = flag.Bool("update", false, "renew docs/demo.png")

// browser is a Chromium with the demo's page in it.
type browser struct {
	t   *testing.T
	ctx context.Context
}

// opens opens the page in a fresh Chromium that talks to loopback alone.
func opens(t *testing.T, url string) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("this test needs chromium on the PATH (Debian: apt-get install chromium)")
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1440, 900), chromedp.Flag("lang", "ru"))...)
	ctx, cancel := chromedp.NewContext(alloc)
	ctx, end := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits until the browser has gone
		end()
		cancel()
		stop()
	})
	b := &browser{t: t, ctx: ctx}
	b.does(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(url+"/?lang=ru"))
	return b
}

func (b *browser) does(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// until waits until an expression of the page's is true.
func (b *browser) until(what, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("(() => {"+expression+"})()")); err != nil {
		path := filepath.Join(shots(b.t), "failed.png")
		b.shot(path)
		b.t.Fatalf("%s: %v; $SAMOVAR_SHOTS keeps a picture of it", what, err)
	}
}

// column is one of the page's panes.
type column struct {
	*browser
	pane string // its selector
}

func (b *browser) column(n int) column {
	return column{b, fmt.Sprintf(`[data-pane="%d"]`, n)}
}

// plays puts a person into the pane.
func (c column) plays(name string) {
	c.t.Helper()
	c.until("choose "+name, `const s = document.querySelector('`+c.pane+` .who-select');
		const o = s && [...s.options].find((o) => o.text === `+strconv.Quote(name)+`);
		if (!o) return false;
		s.value = o.value; s.dispatchEvent(new Event('change'));
		return true;`)
}

// writes types a message and sends it.
func (c column) writes(text string) {
	c.t.Helper()
	c.does(
		chromedp.SendKeys(chromedp.CSS(c.pane+` [data-testid="input"]`), text),
		chromedp.Click(chromedp.CSS(c.pane+` [data-testid="send"]`)),
	)
}

// taps presses the newest button whose words are, or else hold, these.
func (c column) taps(words string) {
	c.t.Helper()
	c.until("tap "+words, `const words = `+strconv.Quote(words)+`;
		const keys = [...document.querySelectorAll('`+c.pane+` button.kb:not([aria-disabled])')].reverse();
		const key = keys.find((k) => k.innerText === words) || keys.find((k) => k.innerText.includes(words));
		if (!key) return false;
		key.click();
		return true;`)
}

// tapsUnder presses a button of the newest message that names somebody.
func (c column) tapsUnder(name, words string) {
	c.t.Helper()
	c.until("tap "+words+" under "+name, `const all = [...document.querySelectorAll('`+c.pane+` .message')].reverse();
		const message = all.find((m) => m.innerText.includes(`+strconv.Quote(name)+`));
		const key = message && [...message.querySelectorAll('button.kb')].find((k) => k.innerText.includes(`+strconv.Quote(words)+`));
		if (!key) return false;
		key.click();
		return true;`)
}

// shows waits until one message holds all the words.
func (c column) shows(words ...string) {
	c.t.Helper()
	for i, w := range words {
		words[i] = strconv.Quote(w)
	}
	c.until("read "+fmt.Sprint(words), `return [...document.querySelectorAll('`+c.pane+` .message.theirs')].some((m) =>
		`+fmt.Sprintf("[%s]", join(words))+`.every((w) => m.innerText.includes(w)));`)
}

func join(quoted []string) string {
	text := ""
	for _, q := range quoted {
		text += q + ","
	}
	return text
}

// rests waits until nothing moves on the page any more.
func (b *browser) rests() {
	b.t.Helper()
	b.until("rest", `return !document.querySelector('.toast') && document.getAnimations().every((a) => a.playState !== 'running');`)
}

// shot leaves a picture of the page.
func (b *browser) shot(path string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil { //nolint:gosec // a picture for all to see
		b.t.Fatal(err)
	}
}

// shots is where pictures go: to $SAMOVAR_SHOTS, or where the test's own files
// are.
func shots(t *testing.T) string {
	if dir := os.Getenv("SAMOVAR_SHOTS"); dir != "" {
		return dir
	}
	return t.TempDir()
}

func TestTheStoryIsPlayedOnThePage(t *testing.T) {
	r := playing(t)
	b := opens(t, r.url)
	left, middle, right := b.column(0), b.column(1), b.column(2)

	// The first books by buttons: one title typed, and six taps.
	left.does(chromedp.WaitVisible(chromedp.CSS(left.pane+` [data-testid="start"]`)), chromedp.Click(chromedp.CSS(left.pane+` [data-testid="start"]`)))
	left.taps("Да, начнём")
	left.taps("Забронировать зал")
	left.shows("Как называется событие")
	left.writes("Вечер керамики")
	left.taps("20")
	left.taps("24")
	left.taps("19:00")
	left.taps("до 20:30")
	left.taps("отправить")
	left.shows("Заявка отправлена", "Вечер керамики")
	right.shows("Вечер керамики", "ждёт решения")

	// Another says it all in one message.
	const line = "/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах"
	middle.plays("Иван Петров")
	middle.writes(line)
	middle.taps("Да, начнём")
	middle.taps("отправить")
	middle.shows("Заявка отправлена", "18:00–20:00")

	// The third wants the same slot, and gets others offered instead.
	left.plays("Ольга Ким")
	left.writes(line)
	left.taps("Да, начнём")
	left.shows("занято")
	left.until("three alternatives", `return [...document.querySelectorAll('`+left.pane+` button.kb')].filter((k) => k.innerText.includes('–')).length >= 3;`)

	// One admin decides; the other one's card tells who did.
	right.tapsUnder("Анна Соколова", "Одобрить")
	right.shows("Анна Соколова", "Одобрено: Сергей Волков")
	middle.plays("Елена Юдина")
	middle.shows("Анна Соколова", "Одобрено: Сергей Волков")
	middle.plays("Анна Соколова")
	middle.shows("Бронь подтверждена")
	b.rests()
	b.shot(picture(t))

	left.taps("–")
	left.taps("отправить")
	left.shows("Заявка отправлена")

	// The clock moves: the reminder of the day before comes.
	for range 10 {
		b.does(chromedp.Click(chromedp.CSS(`[data-testid="hour"]`)))
	}
	middle.shows("Напоминаю", "Вечер керамики")

	// To Monday: the digest comes, to the lead and to a group.
	left.plays("Мария Лебедева")
	b.does(chromedp.Click(chromedp.CSS(`[data-testid="monday"]`)))
	left.shows("вот ваша неделя")
	right.plays("Клуб робототехники")
	right.shows("Клуб робототехники", "вот ваша неделя")
}

// picture is where the README's picture goes.
func picture(t *testing.T) string {
	if *update {
		return filepath.Join("..", "..", "docs", "demo.png")
	}
	return filepath.Join(shots(t), "demo.png")
}

func TestAForumIsConnectedOnThePage(t *testing.T) {
	b := opens(t, playing(t).url)
	lead, group := b.column(0), b.column(1)
	for _, c := range []column{lead, group} {
		c.plays("Emily Carter")
	}
	lead.writes("/group")
	lead.taps("Amur English Club")
	lead.taps("Connect a group")
	group.taps("Choose the group")
	b.until("pick the group", `const choice = [...document.querySelectorAll('#pick[open] .item')].find((i) => i.innerText === 'Amur Book Circle');
		if (!choice) return false;
		choice.click();
		return true;`)
	lead.taps("Yes, it is")
	group.shows("I will post here", "Amur English Club")
	group.plays("Amur Book Circle › Events")
	group.writes("/topic")
	group.shows("I write to this topic from now on")
	b.does(chromedp.Click(chromedp.CSS(group.pane + ` .head > .icon`)))
	b.until("close the topic", `const item = [...document.querySelectorAll('`+group.pane+` .popup.corner .item')].find((i) => i.innerText === 'Закрыть тему');
		if (!item) return false;
		item.click();
		return true;`)
	lead.shows("The topic where I wrote", "was closed")
	b.rests()
	b.shot(filepath.Join(shots(t), "forum.png"))
}
