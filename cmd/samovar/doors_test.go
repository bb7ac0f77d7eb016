package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEachRoomHasASignForItsDoor(t *testing.T) {
	config := filepath.Join("..", "..", "config.example.yaml")
	dir := filepath.Join(t.TempDir(), "signs")
	code, out, errs := result(t, nil, "doors", "--config", config, "--out", dir, "--bot", "@samovar_bot")
	if code != 0 {
		t.Fatalf("code %d: %s", code, errs)
	}
	for _, room := range []string{"hall", "class", "meeting", "expo"} {
		shows(t, out, "door-"+room+".png: https://t.me/samovar_bot?start=door-"+room)
		content, err := os.ReadFile(filepath.Join(dir, "door-"+room+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.DecodeConfig(bytes.NewReader(content)); err != nil {
			t.Errorf("%s: %v", room, err)
		}
	}
	shows(t, out, "left out for want of letters: 会议厅", "--font")
	if strings.Contains(out, "Конференц") {
		t.Errorf("Cyrillic is left out: %s", out)
	}
}

func TestOfSeveralPointsEachDoorNamesItsOwn(t *testing.T) {
	env := []string{"SAMOVAR_POINTS__1__ID=khv", "SAMOVAR_POINTS__1__NAME__RU=Хабаровск", "SAMOVAR_POINTS__1__ZONE=Asia/Vladivostok",
		"SAMOVAR_POINTS__1__ROOMS__0__ID=hall", "SAMOVAR_POINTS__1__ROOMS__0__NAME__RU=Зал", "SAMOVAR_POINTS__1__ROOMS__0__SEATS=9"}
	code, out, errs := result(t, env, "doors", "--config", write(t, "samovar.yaml", minimal), "--out", t.TempDir(), "--bot", "b")
	shows(t, out, "https://t.me/b?start=door-khv-hall", "https://t.me/b?start=door-blg-")
	if code != 0 {
		t.Errorf("code %d: %s", code, errs)
	}
}

func TestWhatSignsLackIsSaid(t *testing.T) {
	config := write(t, "samovar.yaml", minimal)
	for want, args := range map[string][]string{
		"--bot":      {},
		"read font:": {"--bot", "b", "--font", config},
		"no such":    {"--bot", "b", "--font", filepath.Join(t.TempDir(), "none.ttf")},
	} {
		code, out, errs := result(t, nil, append([]string{"doors", "--config", config, "--out", t.TempDir()}, args...)...)
		shows(t, errs, want)
		if code != 1 || out != "" {
			t.Errorf("code %d: %s", code, out)
		}
	}
}
