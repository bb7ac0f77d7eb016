package config

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTheEnvironmentWinsOverTheFile(t *testing.T) {
	cfg, err := Read([]byte(small), []string{
		"HOME=/root", "SAMOVARIUM=5",
		"SAMOVAR_TELEGRAM__API_URL=http://127.0.0.1:8081",
		"SAMOVAR_TELEGRAM__TOKEN=42:abc",
		"SAMOVAR_TELEGRAM__LIMITS__PER_CHAT_BURST=7",
		"SAMOVAR_REDIS__URL=unix:///tmp/redis.sock",
		"SAMOVAR_POINTS__0__ADMINS=11, 12",
		"SAMOVAR_POINTS__0__ROOMS__1__SEATS=41",
		"SAMOVAR_POINTS__0__REMINDERS=7d,24h,1h,10m",
		"SAMOVAR_POINTS__0__NAME__RU=Дом=дом, милый дом",
		"SAMOVAR_POINTS__0__HOURS__SUN=10:00-18:00",
		"SAMOVAR_POINTS__0__EQUIPMENT_NAMES__PIANO__RU=пианино",
		"SAMOVAR_POINTS__0__ROOMS__0__EQUIPMENT=piano,screen",
		"SAMOVAR_POINTS__0__RULES__0__RU=Тише!",
	})
	if err != nil {
		t.Fatal(err)
	}
	p := cfg.Points()[0]
	if !slices.Equal(p.Admins, []int64{11, 12}) || p.Rooms[1].Seats != 41 || p.Rooms[0].Seats != 100 {
		t.Errorf("got admins %v, rooms %+v", p.Admins, p.Rooms)
	}
	if len(p.Reminders) != 4 || p.Reminders[3] != 10*time.Minute || p.Name["ru"] != "Дом=дом, милый дом" || p.Hours[0].Open != 600 {
		t.Errorf("got %+v", p)
	}
	if p.EquipmentNames["piano"]["ru"] != "пианино" || !slices.Equal(p.Rooms[0].Equipment, []string{"piano", "screen"}) || p.Rules[0]["ru"] != "Тише!" {
		t.Errorf("got %+v", p)
	}
	if cfg.Telegram.Token.Reveal() != "42:abc" || cfg.Telegram.Limits.PerChatBurst != 7 || cfg.Redis.URL.Reveal() != "unix:///tmp/redis.sock" {
		t.Errorf("got %+v", cfg.Telegram)
	}
}

func TestAWholePointCanComeFromTheEnvironment(t *testing.T) {
	var environ []string
	for _, setting := range []string{
		"10__ID=eleven", "ID=khv", "NAME__EN=Khabarovsk", "ZONE=Asia/Vladivostok",
		"ROOMS__1__ID=b", "ROOMS__1__NAME__EN=B", "ROOMS__1__SEATS=5",
		"ROOMS__0__ID=a", "ROOMS__0__NAME__EN=A", "ROOMS__0__SEATS=6", "ROOMS__0__APPROVAL=false",
		"COMMUNITIES__0__ID=c", "COMMUNITIES__0__NAME=C", "COMMUNITIES__0__LEADS__0=7",
		"CLOSURES__0__FROM=2027-01-01", "CLOSURES__0__ROOM=b",
	}[1:] {
		environ = append(environ, "SAMOVAR_POINTS__1__"+setting)
	}
	cfg, err := Read([]byte(small), environ)
	if err != nil {
		t.Fatal(err)
	}
	p := cfg.Points()[1]
	if p.ID != "khv" || p.Headcount != 250 || p.Rooms[0].ID != "a" || p.Rooms[0].Approval || p.Rooms[1].Seats != 5 {
		t.Errorf("got %+v", p)
	}
	if p.Communities[0].Leads[0] != 7 || p.Communities[0].Language != "ru" || p.Closures[0].Last.String() != "2027-01-01" {
		t.Errorf("got %+v", p)
	}
}

func TestAListGrowsPastNineByTheEnvironment(t *testing.T) {
	var environ []string
	for _, place := range []string{"10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"} {
		environ = append(environ, "SAMOVAR_POINTS__0__ADMINS__"+place+"=1"+place)
	}
	cfg, err := Read([]byte(small), environ)
	if err != nil {
		t.Fatal(err)
	}
	if admins := cfg.Points()[0].Admins; len(admins) != 11 || admins[10] != 110 {
		t.Errorf("got %v", admins)
	}
}

func TestAnUnknownVariableIsNamedWithTheNearest(t *testing.T) {
	for env, want := range map[string]string{
		"SAMOVAR_TELEGRAM_TOKEN=x":            "SAMOVAR_TELEGRAM_TOKEN: no such setting; did you mean SAMOVAR_TELEGRAM__TOKEN?",
		"SAMOVAR_POINTS__0__ROMS__1__SEATS=5": "SAMOVAR_POINTS__0__ROMS__1__SEATS: no such setting; did you mean SAMOVAR_POINTS__0__ROOMS__1__SEATS?",
		"SAMOVAR_POINTS_0_ADMINS=5":           "SAMOVAR_POINTS_0_ADMINS: no such setting; did you mean SAMOVAR_POINTS__0__ADMINS?",
		"SAMOVAR_POINTS__0__NAME__RUS=5":      "SAMOVAR_POINTS__0__NAME__RUS: no such setting; did you mean SAMOVAR_POINTS__0__NAME__RU?",
		"SAMOVAR_POINTS__0__ID__X=5":          "SAMOVAR_POINTS__0__ID__X: no such setting; did you mean SAMOVAR_POINTS__0__ID?",
		"SAMOVAR_POINTS__ZERO__ID=5":          "SAMOVAR_POINTS__ZERO__ID: no such setting; did you mean SAMOVAR_POINTS__0__ID?",
		"SAMOVAR_POINTS__3__ID=5":             "SAMOVAR_POINTS__3__ID: place 3 is past the end: the list has 1, so the next is place 1",
		"SAMOVAR_POINTS__0__NAME=5":           "SAMOVAR_POINTS__0__NAME: a group of settings; set each by itself",
		"SAMOVAR_NOTHING_LIKE_IT_AT_ALL=5":    "SAMOVAR_NOTHING_LIKE_IT_AT_ALL: no such setting",
		"SAMOVAR_=5":                          "SAMOVAR_: no such setting",
	} {
		got := strings.Join(complaints(t, small, env), "\n")
		if !strings.HasPrefix(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestAWrongValueInTheEnvironmentNamesItsVariable(t *testing.T) {
	got := complaints(t, small, "SAMOVAR_POINTS__0__ADMINS=11,me", "SAMOVAR_POINTS__0__ROOMS__1__SEATS=-1", "SAMOVAR_LOG__LEVEL=inf")
	want := []string{
		`SAMOVAR_LOG__LEVEL: log.level: "inf": expected debug, info, warn or error; did you mean info?`,
		`SAMOVAR_POINTS__0__ADMINS: points[0].admins[1]: "me": expected a whole number`,
		`SAMOVAR_POINTS__0__ROOMS__1__SEATS: points[0].rooms[1].seats: must be at least 1`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestWhatKubernetesSetsForServicesIsPassedOver(t *testing.T) {
	ours := []string{
		"SAMOVAR_SERVICE_HOST=10.96.0.12", "SAMOVAR_SERVICE_PORT=8080", "SAMOVAR_SERVICE_PORT_HTTP=8080", "SAMOVAR_PORT=tcp://10.96.0.12:8080",
		"SAMOVAR_PORT_8080_TCP=tcp://10.96.0.12:8080", "SAMOVAR_PORT_8080_TCP_PROTO=tcp", "SAMOVAR_PORT_8080_TCP_PORT=8080", "SAMOVAR_PORT_8080_TCP_ADDR=10.96.0.12",
		"SAMOVAR_REDIS_MASTER_SERVICE_HOST=10.96.0.13", "SAMOVAR_REDIS_MASTER_PORT=tcp://10.96.0.13:6379", "SAMOVAR_REDIS_MASTER_PORT_6379_TCP_ADDR=10.96.0.13",
	}
	if got := complaints(t, small, ours...); got != nil {
		t.Errorf("%q", got)
	}
	for _, env := range []string{
		"SAMOVAR_PORT=8080", "SAMOVAR_WEB_PORT=8080", "SAMOVAR_PORT=http://samovar", "SAMOVAR_WEB__SERVICE_PORT=8080", "SAMOVAR_SERVICE=x",
		"SAMOVAR_PORT_8080=1", "SAMOVAR_PORT_8080_TCP_HOST=x", "SAMOVAR_SERVICE_HOSTS=x", "SAMOVAR_SERVICE_PORT_=1",
	} {
		name, _, _ := strings.Cut(env, "=")
		if got := complaints(t, small, env); len(got) != 1 || !strings.HasPrefix(got[0], name+": no such setting") {
			t.Errorf("%s: %q", env, got)
		}
	}
}
