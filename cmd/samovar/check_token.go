package main

import (
	"context"

	"samovar/bot"
	"samovar/internal/config"
)

// token asks Telegram who the bot is.
func (r *report) token(ctx context.Context, cfg *config.Config) {
	if cfg.Telegram.Token == "" {
		r.mend("token", "there is none: put what @BotFather gave you into SAMOVAR_TELEGRAM__TOKEN or telegram.token")
		return
	}
	api, err := newAPI(cfg)
	if err != nil {
		r.mend("token", "%s", err)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	me, err := api.Me(ctx)
	switch {
	case err == nil:
		r.ok("token", "it is that of @%s (%s)", me.Username, me.Name)
	case bot.KindOf(err) == bot.Unauthorized:
		r.mend("token", "Telegram does not know it: copy it again from @BotFather")
	default:
		r.mend("token", "%s does not answer: %s; is there a way out to it? A proxy is set by HTTPS_PROXY", apiPlace(cfg), err)
	}
}

// newAPI makes the client that the config asks for.
func newAPI(cfg *config.Config) (*bot.API, error) {
	return bot.NewAPI(bot.APIOptions{Token: cfg.Telegram.Token.Reveal(), URL: cfg.Telegram.APIURL})
}
