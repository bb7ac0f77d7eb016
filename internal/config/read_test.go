package config

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
)

// small is the least a config can be. It has ten lines.
const small = `points:
  - id: blg
    name: {ru: Точка}
    zone: Asia/Yakutsk
    rooms:
      - id: hall
        name:
          ru: Зал
        seats: 100
      - {id: class, name: {en: Class}, seats: 40}
`

// complaints are the lines of what Read says.
func complaints(t testing.TB, content string, environ ...string) []string {
	t.Helper()
	_, err := Read([]byte(content), environ)
	if err == nil {
		return nil
	}
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("not Problems: %v", err)
	}
	return strings.Split(problems.Error(), "\n")
}

func TestWhatIsLeftOutHasItsDefault(t *testing.T) {
	cfg, err := Read([]byte(small), nil)
	if err != nil {
		t.Fatal(err)
	}
	p := cfg.Points()[0]
	if p.Headcount != 250 || p.Notice != 2*time.Hour || p.Digest != "0 10 * * 1" || p.Rooms[1].ClearUp != 15*time.Minute || !p.Rooms[1].Approval {
		t.Errorf("got %+v", p)
	}
	if cfg.Telegram.APIURL != "https://api.telegram.org" || cfg.Session.Silence != Duration(24*time.Hour) || cfg.Telegram.Limits.PerSecond != 30 {
		t.Errorf("got %+v", cfg)
	}
}

func TestEveryProblemIsNamedWithItsPlaceAndAllTogether(t *testing.T) {
	got := complaints(t, `telegram:
  mode: poling
  disabled_buttons: yes please
points:
  - id: Blagoveshchensk
    name: {ru: Точка, rus: Точка}
    zone: Asia/Blagoveshchensk
    romms: []
    hours: {mon: 22:00-09:00, tue: 9:10-22:00}
    notice: soon
    closures: [{from: 2027-02-31}, {from: 2027-01-08, to: 2027-01-01, room: hal}]
    rooms:
      - id: hall
        name: {ru: Зал}
        seats: many
        seats: 20
      - id: hall
        name: Зал
        seats: 300
        equipment: [projektor]
    reminders: [1h, -2h, 60m]
    digest: Mondays
    communities:
      - {id: a, name: A, language: de, leads: [-5]}
`)
	want := []string{
		`line 2, column 3: telegram.mode: "poling": expected polling or webhook; did you mean polling?`,
		`line 3, column 3: telegram.disabled_buttons: "yes please": expected true or false`,
		`line 5, column 5: points[0].id: "Blagoveshchensk": expected 1 to 12 of a-z and 0-9`,
		`line 6, column 23: points[0].name.rus: no such setting; did you mean ru?`,
		`line 7, column 5: points[0].zone: "Asia/Blagoveshchensk": no such time zone; expected one such as Asia/Yakutsk`,
		`line 8, column 5: points[0].romms: no such setting; did you mean rooms?`,
		`line 9, column 13: points[0].hours.mon: "22:00-09:00": it closes before it opens; a day without opening hours is written closed`,
		`line 9, column 31: points[0].hours.tue: must be a multiple of 15 minutes`,
		`line 10, column 5: points[0].notice: "soon": expected a length of time such as 7d, 24h, 90m or 1h30m`,
		`line 11, column 17: points[0].closures[0].from: "2027-02-31": expected a day that exists, such as 2027-01-08`,
		`line 11, column 55: points[0].closures[1].to: comes before from`,
		`line 11, column 71: points[0].closures[1].room: "hal": no room has this id; did you mean hall?`,
		`line 16, column 9: points[0].rooms[0].seats: given twice, before in line 15`,
		`line 17, column 9: points[0].rooms[1].id: "hall" is already the id of points[0].rooms[0]`,
		`line 18, column 9: points[0].rooms[1].name: expected a group of settings, this is a plain value`,
		`line 19, column 9: points[0].rooms[1].seats: 300 are more than the 250 people the whole Point may hold (headcount)`,
		`line 20, column 21: points[0].rooms[1].equipment[0]: "projektor" has no name: give it one in equipment_names; did you mean projector?`,
		`line 21, column 21: points[0].reminders[1]: "-2h": expected a length of time such as 7d, 24h, 90m or 1h30m`,
		`line 21, column 26: points[0].reminders[2]: the same reminder is there already`,
		`line 22, column 5: points[0].digest: "Mondays": expected a cron spec: five fields such as "0 10 * * 1", six with seconds first, or @every 10s`,
		`line 24, column 26: points[0].communities[0].language: "de": expected ru, en or zh`,
		`line 24, column 40: points[0].communities[0].leads: -5: expected a person's Telegram id, a positive number`,
	}
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing: %s", want[i])
		case i >= len(want):
			t.Errorf("too much: %s", got[i])
		case got[i] != want[i]:
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

func TestWhatIsMissingIsNamedAtTheGroupItBelongsTo(t *testing.T) {
	got := complaints(t, "points:\n  - id: blg\n    rooms:\n      - id: hall\n        name: {ru: Зал}\n")
	for _, want := range []string{
		`line 2, column 5: points[0].name: needs a text in ru, en or zh`,
		`line 2, column 5: points[0].zone: "": no such time zone; expected one such as Asia/Yakutsk`,
		`line 4, column 9: points[0].rooms[0].seats: must be at least 1`,
	} {
		if !slices.Contains(got, want) {
			t.Errorf("missing %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
	if got := complaints(t, ""); !slices.Equal(got, []string{"points: at least one Point is needed"}) {
		t.Errorf("an empty file: %q", got)
	}
}

func TestWhatIsNotYAMLIsNamedWithItsLineAndNotQuoted(t *testing.T) {
	for _, content := range []string{
		"telegram:\n  token: \"12345:secret\n", "telegram: {token: 12345:secret\n", "\ttelegram:\n\t\ttoken: 12345:secret\n",
		"telegram:\n  token: *secret\n", "a: &a [1]\nb: !!str secret\n", "- secret\n", "---\na: 1\n---\nsecret: 2\n", "telegram:\n  token: [secret]\n",
	} {
		got := strings.Join(complaints(t, content), "\n")
		if !strings.Contains(got, "line ") || strings.Contains(strings.ReplaceAll(got, "secret: no such", ""), "secret") {
			t.Errorf("%q: %s", content, got)
		}
	}
}

func TestASettingWithoutAValueIsAsIfItWereNotThere(t *testing.T) {
	if got := complaints(t, small+"    closures:\n    headcount: ~\nlog:\n"); got != nil {
		t.Error(got)
	}
}

func TestWhatEditorsDoToAFileIsReadOrNamedWithItsLine(t *testing.T) {
	bad := small + "    headcunt: 3\n"
	typo := "line 11, column 5: points[0].headcunt: no such setting; did you mean headcount?"
	for name, c := range map[string]struct{ content, want string }{
		"Windows line ends":       {strings.ReplaceAll(bad, "\n", "\r\n"), typo},
		"a byte order mark":       {"\ufeff" + bad, typo},
		"a tab":                   {strings.Replace(small, "    zone", "\tzone", 1), "line 4, column 1: not YAML: a tab stands where only spaces may"},
		"Windows-1251":            {strings.Replace(small, "Точка", "\xd2\xee\xf7\xea\xe0", 1), "line 3: not UTF-8: save the file in that encoding"},
		"UTF-16 with its mark":    {"\xff\xfep\x00o\x00", "line 1: not UTF-8: save the file in that encoding"},
		"nothing but a comment":   {"# soon\n", "points: at least one Point is needed"},
		"an admin who is doubled": {small + "    admins: [11, 12, 11]\n", "line 11, column 22: points[0].admins[2]: 11 is there twice"},
		"a port that is none":     {small + "web: {listen: \":99999\"}\n", "line 11, column 7: web.listen: expected [host]:port such as :8080, or nothing"},
	} {
		if got := strings.Join(complaints(t, c.content), "\n"); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestAListPlaceWithoutAValueIsRefused(t *testing.T) {
	got := complaints(t, small+"    admins: [5, ~]\n    rules: [~]\n")
	if len(got) < 2 || !strings.Contains(got[0], "line 11, column 17: points[0].admins[1]: expected a plain value, there is nothing") {
		t.Error(got)
	}
}

func TestAWrongRedisURLIsExplained(t *testing.T) {
	for url, want := range map[string]string{
		"localhost:6379":                                "expected redis://",
		"redis://":                                      "expected redis://",
		"redis://h/tea":                                 "must be the number of a database",
		"redis://h:63790":                               "",
		"redis://h:637900":                              "its port is none",
		"redis://h?master_name=":                        "what the Sentinels call the master",
		"redis://h/2?addr=h2:6379":                      "a Cluster has no databases",
		"redis://h?addr=h2:6379&addr=h3":                "each addr is a host:port",
		"unix:///run/redis.sock?master_name=tea":        "Sentinels and a Cluster are reached by",
		"redis://h/3":                                   "",
		"unix:///run/redis.sock":                        "",
		"rediss://u:p@h?master_name=m&addr=h2:1":        "",
		"redis://:p@h:7000?addr=h:7000&addr=[::1]:7001": "",
	} {
		got := strings.Join(complaints(t, small, "SAMOVAR_REDIS__URL="+url), "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
	if got := complaints(t, small, "SAMOVAR_REDIS__REPLICAS=-1"); len(got) != 1 || !strings.Contains(got[0], "expected 0 or how many") {
		t.Errorf("fewer replicas than none: %q", got)
	}
}

func TestAPollLastsForASecondToFiftyOrAsLongAsItCan(t *testing.T) {
	for text, want := range map[string]string{
		"0": "", "1s": "", "1500ms": "", "50s": "",
		"999ms": "ask again without a pause: expected 1s to 50s", "1ns": "expected 1s to 50s", "51s": "Telegram ends a poll after 50s",
	} {
		got := strings.Join(complaints(t, "telegram: {poll_timeout: "+text+"}\n"+small), "\n")
		if (want == "") != (got == "") || !strings.Contains(got, want) || got != "" && !strings.HasPrefix(got, "line 1, column 12: telegram.poll_timeout: ") {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestSetUpAndClearUpAreNoLongerThanWhatIsReadAroundADay(t *testing.T) {
	room := func(times string) string { return small + "      - {id: c, name: {en: C}, seats: 4, " + times + "}\n" }
	if got := complaints(t, room("set_up: 11h, clear_up: 11h")); got != nil {
		t.Errorf("%q", got)
	}
	want := []string{
		"line 11, column 42: points[0].rooms[2].set_up: expected 11h at most",
		"line 11, column 58: points[0].rooms[2].clear_up: expected 11h at most",
	}
	if got := complaints(t, room("set_up: 11h15m, clear_up: 3d")); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestASecretIsNeverShown(t *testing.T) {
	cfg, err := Read([]byte(small), []string{"SAMOVAR_TELEGRAM__TOKEN=42:hush", "SAMOVAR_REDIS__URL=redis://:hush@localhost"})
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("read", "config", cfg, "token", cfg.Telegram.Token)
	shown := log.String() + fmt.Sprintf("%v %+v %#v %s %q", cfg, cfg, cfg.Telegram, cfg.Telegram.Token, cfg.Redis.URL)
	if strings.Contains(shown, "hush") {
		t.Error(shown)
	}
	for _, env := range []string{"SAMOVAR_TELEGRAM__TOKEN=hush", "SAMOVAR_REDIS__URL=redis//:hush@%zz", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET=hush hush"} {
		got := strings.Join(complaints(t, small, "SAMOVAR_TELEGRAM__MODE=webhook", env), "\n")
		name, _, _ := strings.Cut(env, "=")
		if !strings.Contains(got, name+": ") || strings.Contains(got, "hush") {
			t.Errorf("%s: %s", env, got)
		}
	}
}

func TestWebhookModeNeedsAnAddressAndASecret(t *testing.T) {
	got := strings.Join(complaints(t, small, "SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_WEB__LISTEN=", "SAMOVAR_TELEGRAM__WEBHOOK__PATH=/metrics"), "\n")
	for _, want := range []string{"telegram.webhook.url", "telegram.webhook.secret", "web.listen: webhook mode needs", "SAMOVAR_TELEGRAM__WEBHOOK__PATH: telegram.webhook.path"} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in\n%s", want, got)
		}
	}
}

func TestOnlyOnesOwnServerCallsByHTTPAtAnyPort(t *testing.T) {
	for _, c := range []struct {
		url, api string
		want     string
	}{
		{"https://bot.example.org/telegram", "", ""},
		{"https://bot.example.org:8443/telegram", "", ""},
		{"https://bot.example.org:8081/telegram", "", "Telegram calls only the ports"},
		{"http://bot.example.org/telegram", "", "needs the https address"},
		{"http://10.0.0.5:8080/telegram", "http://10.0.0.6:8081", ""},
		{"10.0.0.5:8080", "http://10.0.0.6:8081", "needs the address"},
	} {
		environ := []string{"SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET=s", "SAMOVAR_TELEGRAM__WEBHOOK__URL=" + c.url}
		if c.api != "" {
			environ = append(environ, "SAMOVAR_TELEGRAM__API_URL="+c.api)
		}
		got := strings.Join(complaints(t, small, environ...), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.url, got, c.want)
		}
	}
}

func TestSpecsAreAskedAboutOneByOne(t *testing.T) {
	cfg, err := Read([]byte(small+"    digest: 0 99 * * 1\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	err = cfg.Check(func(spec string) error {
		asked = append(asked, spec)
		if strings.Contains(spec, "99") {
			return errors.New("no such hour")
		}
		return nil
	})
	if err == nil || err.Error() != `line 11, column 5: points[0].digest: "0 99 * * 1": no such hour` {
		t.Errorf("got %v", err)
	}
	if !slices.Equal(asked, []string{"@every 1s", "0 99 * * 1"}) {
		t.Errorf("asked about %q", asked)
	}
}

func TestAFileThatIsNotThereIsNamed(t *testing.T) {
	name := filepath.Join(t.TempDir(), "samovar.yaml")
	if _, err := Load(name, nil); err == nil || !strings.Contains(err.Error(), name) {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(name, []byte("\ufeff"+small), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(name, nil); err != nil {
		t.Error(err)
	}
}

func TestLengthsOfTimeMayBeInDays(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"7d": 7 * 24 * time.Hour, "24h": 24 * time.Hour, "90m": 90 * time.Minute, "1h30m": 90 * time.Minute,
		"1d12h": 36 * time.Hour, "50s": 50 * time.Second, "0": 0, "0d": 0, "2m30s": 150 * time.Second,
	} {
		var d Duration
		if err := d.UnmarshalText([]byte(text)); err != nil || time.Duration(d) != want {
			t.Errorf("%q: got %v, %v", text, time.Duration(d), err)
		}
	}
	for _, text := range []string{"", "d", "7", "-1h", "-1d", "1.5d", "7 d", "1d-2h", "99999d", "9999999h", "1dd", "soon", "1d 2h"} {
		var d Duration
		if err := d.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %v", text, time.Duration(d))
		}
	}
}

func TestHoursAreRead(t *testing.T) {
	for text, want := range map[string]space.Hours{
		"09:00-22:00": {Open: 540, Close: 1320}, "9:00 - 24:00": {Open: 540, Close: 1440}, "closed": {}, "00:00-00:15": {Close: 15},
	} {
		var h Hours
		if err := h.UnmarshalText([]byte(text)); err != nil || space.Hours(h) != want {
			t.Errorf("%q: got %v, %v", text, h, err)
		}
	}
	for _, text := range []string{"", "9-22", "25:00-26:00", "22:00-09:00", "10:00-10:00", "24:00-24:00", "09:00", "open"} {
		var h Hours
		if err := h.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %v", text, h)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(small), "SAMOVAR_POINTS__0__ADMINS=1")
	f.Add([]byte("a: &a [*a]"), "SAMOVAR_POINTS__1__ROOMS__0__ID=x")
	f.Add([]byte("points: {a: b}"), "SAMOVAR_=")
	f.Add([]byte("? [a]\n: {b: c}\n<<: *d\n"), "SAMOVAR_POINTS__-1=")
	f.Fuzz(func(t *testing.T, content []byte, env string) {
		cfg, err := Read(content, []string{env})
		if (cfg == nil) == (err == nil) {
			t.Fatalf("got %v and %v", cfg, err)
		}
		if cfg != nil {
			cfg.Points()
		}
	})
}
