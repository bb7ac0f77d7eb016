package main

import (
	"encoding/json"
	"strings"
	"testing"

	"samovar/internal/redisserver"
)

func TestStatusSaysHowTheRunningBotDoes(t *testing.T) {
	e, api := telegram(t)
	env, config := environ(durable(t).URL(), api, e.Token()), write(t, "samovar.yaml", minimal)
	code, out, _ := result(t, env, "status", "--config", config)
	shows(t, out, "Redis         answers, keeps what it is told, at 127.0.0.1:", "Processes     none runs", "✗ wrong", "systemctl start samovar")
	if code != 1 {
		t.Errorf("code %d", code)
	}

	c := begin(t, env, "serve", "--config", config)
	c.err.await(t, "this process takes the updates in")
	c.err.await(t, "ready")
	// It says that it is alive, and sees to what is due, in its own time.
	for code = 1; code != 0 || !strings.Contains(out, "Clock       0 things due wait"); {
		code, out, _ = result(t, env, "status", "--config", config)
	}
	shows(t, out, "; it takes the updates in\n", "Last update   none within a day", "Inbox         0 updates wait\n", "blg           Точка",
		"Outbox      0 replies wait; 0 broadcasts wait; 0 mends wait", "Clock       0 things due wait", "Зал: today ", "Requests    0\n", "All is well")

	code, out, _ = result(t, env, "status", "--json", "--config", config)
	var report struct {
		OK        bool
		Findings  []struct{ Trouble string }
		Processes []struct {
			Version string
			Leads   bool
		}
		Inbox  struct{ Items int }
		Points []struct {
			ID   string
			Week []struct {
				Room      string
				OpenHours float64 `json:"open_hours"`
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil || code != 0 || !report.OK || len(report.Findings) != 0 ||
		!report.Processes[0].Leads || !strings.HasPrefix(report.Processes[0].Version, "samovar ") || report.Points[0].Week[0].Room != "hall" {
		t.Errorf("code %d, %v\n%s", code, err, out)
	}
	c.stop()
	c.ends(t)
	if code, out, _ = result(t, env, "status", "--json", "--config", config); code != 1 || !strings.Contains(out, `"nobody_runs"`) || !strings.Contains(out, `"ok": false`) {
		t.Errorf("after it stopped: code %d\n%s", code, out)
	}
}

func TestStatusHereAsksTheProcessOfThisMachine(t *testing.T) {
	e, api := telegram(t)
	at := freeAddress(t)
	_, port, _ := strings.Cut(at, ":")
	env, config := append(environ("redis://127.0.0.1:1", api, e.Token()), "SAMOVAR_WEB__LISTEN=0.0.0.0:"+port), write(t, "samovar.yaml", minimal)
	if code, _, errs := result(t, env, "status", "--here", "--config", config); code != 1 || !strings.Contains(errs, "no process answers at 127.0.0.1:"+port) {
		t.Errorf("while none runs: code %d: %s", code, errs)
	}
	c := begin(t, env, "serve", "--config", config)
	c.err.await(t, "Redis does not answer") // it waits, and is well
	if code, out, errs := result(t, env, "status", "--here", "--config", config); code != 0 || out != "the process at 127.0.0.1:"+port+" answers\n" {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	if code, _, errs := result(t, append(env, "SAMOVAR_WEB__LISTEN="), "status", "--here", "--config", config); code != 1 || !strings.Contains(errs, "web.listen is empty") {
		t.Errorf("without a web server: code %d: %s", code, errs)
	}
}

func TestStatusSaysWhatIsWrongWithRedis(t *testing.T) {
	careless := redisserver.ForTest(t)
	config := write(t, "samovar.yaml", minimal)
	code, out, _ := result(t, environ(careless.URL(), "http://127.0.0.1:1", "7000000001:hush"), "status", "--config", config)
	shows(t, out, "what it is told may not last (aof_enabled:0)", "see “samovar check”")
	if code != 1 {
		t.Errorf("code %d", code)
	}
	careless.Kill()
	for _, flags := range [][]string{nil, {"--json"}} {
		code, out, errs := result(t, environ("redis://:hush@"+careless.Addr(), "http://127.0.0.1:1", "7000000001:hush"), append([]string{"status", "--config", config}, flags...)...)
		shows(t, errs, "Redis does not answer at "+careless.Addr(), "start it, or set redis.url")
		if told := strings.Contains(out, `"ok": false`); code != 1 || told != (flags != nil) || strings.Contains(errs, "hush") {
			t.Errorf("code %d: %s%s", code, out, errs)
		}
	}
}
