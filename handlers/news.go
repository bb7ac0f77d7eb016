package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/space"
)

const (
	verbNews  = "news"
	newsPanel = "news"
)

// What the buttons under the line do.
const (
	newsWrite  = "write"
	newsRemove = "remove"
)

// news shows the line of news that the digests carry, or takes the one that was
// written after the command. What is typed next is the line, too, unless another
// conversation goes on.
func (t *turn) news() error {
	if t.event.Text != "" {
		n := t.beginNews()
		return n.take(t.event.Text)
	}
	if err := t.showNews(true); err != nil || t.known.Talking && !t.known.Session.Bare {
		return err
	}
	return t.listen(flowNews, newsLine, bulletin{})
}

// showNews draws the line, with what can be done about it.
func (t *turn) showNews(fresh bool) error {
	n, err := t.db.News(t.ctx)
	if err != nil {
		return err
	}
	t.drawNews(n, fresh)
	return nil
}

func (t *turn) drawNews(n space.News, fresh bool) {
	press := func(key, arg string) chat.Button {
		return button(t.say.Plain(key), verbNews, t.point.ID, n.Version, arg)
	}
	if n.Text == "" {
		t.panelAnew(newsPanel, fresh, t.say.T("digest.news_none"), chat.Keyboard{}.Row(press("digest.news_write", newsWrite)))
		return
	}
	key := "digest.news_now"
	if n.On(t.point.Day(t.now)) == "" {
		key = "digest.news_over"
	}
	until := t.say.Plain("digest.news_forever")
	if !n.Until.IsZero() {
		until = t.say.Plain("digest.news_until", "Day", t.dayIn(t.say, n.Until))
	}
	k := chat.Keyboard{}.Row(press("digest.news_rewrite", newsWrite), styled(press("digest.news_remove", newsRemove), chat.Danger))
	t.panelAnew(newsPanel, fresh, t.say.T(key, "Text", n.Text, "Until", until, "Who", n.By.Name), k)
}

// newsPressed carries out a button under the line. It binds to the line as it
// was drawn.
func (t *turn) newsPressed(p chat.Press) error {
	n, err := t.db.News(t.ctx)
	if err != nil {
		return err
	}
	switch {
	case p.Arg == newsWrite && t.isWritingNews():
		t.toast(t.say.Plain("request.words_going"))
		return nil
	case p.Arg == newsWrite:
		return t.beginNews().show()
	case p.Arg != newsRemove:
		t.stale()
		return nil
	case n.Version != p.Version || n.Text == "":
		t.toast(t.say.Plain("digest.news_changed"))
		t.drawNews(n, false)
		return nil
	}
	t.keepNews(space.News{Version: n.Version})
	t.toast(t.say.Plain("digest.news_removed"))
	return nil
}

// keepNews writes a line of news, in place of the one of its Version, and shows
// it.
func (t *turn) keepNews(n space.News) {
	n.By, n.At = t.who.Party(), t.now
	t.write.News = &n
	shown := n
	shown.Version++
	t.drawNews(shown, t.typed())
}
