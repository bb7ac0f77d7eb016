package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"samovar/internal/config"
	"samovar/internal/doors"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// doorsCommand makes the signs at the rooms' doors.
type doorsCommand struct {
	settings
	Out  string   `required:"" placeholder:"DIR" help:"Where the pictures go; made if it is not there."`
	Bot  string   `placeholder:"NAME" help:"The bot's @username; Telegram is asked when left out."`
	Font []string `placeholder:"FILE" help:"A TrueType or OpenType font with letters that the built-in one lacks, such as Chinese ones."`
}

// Run writes a PNG for each room of each Point, ready to be printed.
func (c doorsCommand) Run(ctx context.Context, w world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	fonts, err := c.fonts()
	if err != nil {
		return err
	}
	texts, err := lang.Load()
	if err != nil {
		return err
	}
	username, err := c.username(ctx, cfg)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return fmt.Errorf("make signs: %w", err)
	}
	points := cfg.Points()
	for _, p := range points {
		for _, room := range p.Rooms {
			door := room.ID
			if len(points) > 1 {
				door = p.ID + "-" + room.ID
			}
			if err := c.write(w, fonts, door, signOf(texts, username, door, room)); err != nil {
				return err
			}
		}
	}
	return nil
}

// fonts reads those that are given.
func (c doorsCommand) fonts() (*doors.Fonts, error) {
	var contents [][]byte
	for _, file := range c.Font {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		contents = append(contents, content)
	}
	return doors.NewFonts(contents...)
}

// username is what the links lead to.
func (c doorsCommand) username(ctx context.Context, cfg *config.Config) (string, error) {
	if name := strings.TrimPrefix(c.Bot, "@"); name != "" {
		return name, nil
	}
	if cfg.Telegram.Token == "" {
		return "", fmt.Errorf("make signs: there is no token to ask Telegram who the bot is; give its name with --bot")
	}
	api, err := newAPI(cfg)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	me, err := api.Me(ctx)
	if err != nil {
		return "", fmt.Errorf("ask Telegram who the bot is (or give its name with --bot): %w", err)
	}
	return me.Username, nil
}

// signOf is what a room's door shows: its names, each once, and what the code
// is for.
func signOf(texts *lang.Texts, username, door string, room space.Room) doors.Sign {
	sign := doors.Sign{Link: "https://t.me/" + username + "?start=door-" + door}
	for _, tag := range lang.Tags() {
		if name := room.Name.In(string(tag)); !slices.Contains(sign.Names, name) {
			sign.Names = append(sign.Names, name)
		}
		sign.Hint = append(sign.Hint, texts.In(tag).Plain("door.hint"))
	}
	return sign
}

// write writes one sign, and says what could not be written on it.
func (c doorsCommand) write(w world, fonts *doors.Fonts, door string, sign doors.Sign) error {
	picture, omitted, err := fonts.Draw(sign)
	if err != nil {
		return err
	}
	file := filepath.Join(c.Out, "door-"+door+".png")
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		return fmt.Errorf("make signs: %w", err)
	}
	line := file + ": " + sign.Link
	if len(omitted) > 0 {
		line += "; left out for want of letters: " + strings.Join(omitted, ", ") + " (give a font that has them with --font)"
	}
	_, err = fmt.Fprintln(w.out, line)
	return err
}
