package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"samovar/bot"
	"samovar/handlers"
	"samovar/internal/config"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/internal/web"
	"samovar/scheduler"
)

// Deps are what an App gets from outside.
type Deps struct {
	Now     func() time.Time
	Log     *slog.Logger
	Version string // what other processes are told
}

// App is the whole bot, wired: store, Telegram, desk, clock and web server. A
// test boots it as the command does.
type App struct {
	Deps
	cfg     *config.Config
	points  []*space.Point
	texts   *lang.Texts
	store   *store.Store
	api     *bot.API
	metrics *web.Metrics
	web     *web.Server // nil when it is off
	hook    door
	poller  *bot.Poller // nil by webhook, and until it works
	working atomic.Bool // all parts run
	self    store.Process
	houses  houses // as the metrics show them
}

// NewApp puts the parts together and opens the web server's port. Nothing is
// asked of Redis or Telegram yet.
func NewApp(cfg *config.Config, d Deps) (*App, error) {
	if cfg.Telegram.Token == "" {
		return nil, errors.New("there is no token: put what @BotFather gave you into SAMOVAR_TELEGRAM__TOKEN or telegram.token")
	}
	a := &App{Deps: d, cfg: cfg, points: cfg.Points(), metrics: web.NewMetrics(), self: self(d)}
	var err error
	if a.texts, err = lang.Load(); err != nil {
		return nil, fmt.Errorf("load texts: %w", err)
	}
	if a.api, err = newAPI(cfg); err != nil {
		return nil, err
	}
	if a.store, err = openStore(cfg); err != nil {
		return nil, err
	}
	a.watch()
	if err := a.openWeb(); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	return a, nil
}

func (a *App) openWeb() (err error) {
	if a.cfg.Web.Listen == "" {
		return nil
	}
	options := web.Options{Listen: a.cfg.Web.Listen, Metrics: a.metrics, Log: a.Log, Checks: []web.Check{
		{Name: "redis", Run: a.store.Ping},
		{Name: "telegram", Run: a.takesUpdates, Word: a.waitsForLead},
	}}
	if a.byWebhook() {
		options.Webhook, options.WebhookPath = &a.hook, a.cfg.Telegram.Webhook.Path
	}
	a.web, err = web.Listen(options)
	return err
}

func (a *App) byWebhook() bool { return a.cfg.Telegram.Mode == "webhook" }

// WebAddr is where the web server listens, "" when it is off.
func (a *App) WebAddr() string {
	if a.web == nil {
		return ""
	}
	return a.web.Addr()
}

// Run runs the bot until the context ends, then stops it cleanly: what was
// taken in is finished, or left in Redis for the next start. It returns an
// error only for what another try would not mend. An App runs once.
func (a *App) Run(ctx context.Context) error {
	defer func() { _ = a.store.Close() }() // what it holds is in Redis
	server := newParts()
	if a.web != nil {
		server.start(ctx, "web server", a.web.Serve)
	}
	defer server.stop()
	err := a.serve(ctx, server)
	if ctx.Err() != nil {
		a.Log.Info("stopped")
		return nil
	}
	return err
}

// serve waits for Redis and Telegram, and lets the parts work.
func (a *App) serve(ctx context.Context, server *parts) error {
	if err := a.prepareRedis(ctx); err != nil {
		return err
	}
	heart := &parts{failed: server.failed}
	heart.start(ctx, "heartbeat", a.beat)
	defer a.leave(ctx)
	defer heart.stop()
	me, err := a.awaitTelegram(ctx)
	if err != nil {
		return err
	}
	inner := &parts{failed: server.failed}
	defer inner.stop()
	if err := a.start(ctx, me, inner); err != nil {
		return err
	}
	a.working.Store(true)
	defer a.working.Store(false)
	a.Log.Info("ready", "bot", me.Username, "points", len(a.points), "mode", a.cfg.Telegram.Mode, "web", a.WebAddr(), "version", a.Version)
	return inner.wait(ctx)
}

// seed writes the config's communities that are not known yet.
func (a *App) seed(ctx context.Context) error {
	for _, p := range a.points {
		if err := a.store.Point(p).SeedCommunities(ctx, a.Now()); err != nil {
			return fmt.Errorf("write communities of the config: %w", err)
		}
	}
	return nil
}

// start lets the parts run, in the order of the data's way backwards: stopped in
// reverse, each finishes what the one before it still gave it.
func (a *App) start(ctx context.Context, me bot.Me, p *parts) error {
	count := meter{a.metrics}
	sender := bot.NewSender(a.api, a.store, bot.SenderOptions{
		Points: a.pointIDs(), Limits: limitsOf(a.cfg.Telegram.Limits),
		DisabledButtons: a.cfg.Telegram.DisabledButtons, PlainTimes: !a.cfg.Telegram.ReaderZone, Now: a.Now, Log: a.Log, Meter: count,
	})
	desk := handlers.New(handlers.Options{
		Store: a.store, Points: a.points, Texts: a.texts, Username: me.Username,
		Silence: time.Duration(a.cfg.Session.Silence), Now: a.Now, Wake: sender.Wake, Log: a.Log,
		Booked: a.metrics.BookingMade,
	})
	clock := scheduler.New(scheduler.Options{
		Store: a.store, Points: a.points, Texts: a.texts, Now: a.Now, Tick: a.cfg.Clock.Tick, Wake: sender.Wake, Log: a.Log,
		Fired:  func(kind space.DueKind) { a.metrics.DueFired(string(kind)) },
		LetGo:  func(kind space.DueKind, n int) { a.metrics.LetGo(string(kind), n) },
		Failed: func(kind space.DueKind) { a.metrics.DueFailed(string(kind)) },
	})
	workers := bot.NewWorkers(a.store, desk, bot.WorkerOptions{Now: a.Now, Log: a.Log, Meter: count})
	p.start(ctx, "menus", without(a.setMenus))
	p.start(ctx, "sender", without(a.untilFlushed(sender.Run)))
	p.start(ctx, "clock", clock.Run)
	p.start(ctx, "workers", without(workers.Run))
	apology := bot.NewApology(a.api, a.away, a.Log)
	p.start(ctx, "apology", without(apology.Run))
	return a.takeIn(ctx, p, &bot.Intake{
		Store: a.store, Username: me.Username, Stored: workers.Wake, Now: a.Now, Log: a.Log, Meter: count, Apology: apology,
		Pace: bot.Pace{PerMinute: a.cfg.Flood.PerMinute, Burst: a.cfg.Flood.Burst},
	})
}

// away is what people are told while Redis does not answer.
func (a *App) away(languageCode string) string {
	return a.texts.In(lang.Of(languageCode)).T("start.away")
}

// takeIn lets updates in, by polling or by webhook.
func (a *App) takeIn(ctx context.Context, p *parts, intake *bot.Intake) error {
	if !a.byWebhook() {
		a.poller = &bot.Poller{API: a.api, Intake: intake, Lead: a.lead(), For: time.Duration(a.cfg.Telegram.PollTimeout), Log: a.Log}
		p.start(ctx, "polling", a.poller.Run)
		return nil
	}
	handler := &bot.Webhook{Intake: intake, Secret: a.cfg.Telegram.Webhook.Secret.Reveal(), Log: a.Log}
	p.start(ctx, "webhook", without(func(ctx context.Context) { a.hook.stayOpen(ctx, handler) }))
	if err := a.setWebhook(ctx); err != nil {
		return err
	}
	p.start(ctx, "webhook watch", without(a.watchHook))
	return nil
}

// without turns a part that cannot fail into one that does not.
func without(run func(context.Context)) func(context.Context) error {
	return func(ctx context.Context) error {
		run(ctx)
		return nil
	}
}
