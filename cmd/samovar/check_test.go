package main

import (
	"path/filepath"
	"strings"
	"testing"

	"samovar/internal/redisserver"
)

func TestCheckIsContentWhenAllIsInOrder(t *testing.T) {
	e, api := telegram(t)
	code, out, _ := result(t, environ(durable(t).URL(), api, e.Token()), "check", "--config", write(t, "samovar.yaml", minimal))
	shows(t, out, "ok config: ", "ok zone blg: Asia/Yakutsk", "ok token: it is that of @samovar_bot", "ok redis: version ",
		"ok redis appendonly: yes", "ok redis appendfsync: everysec", "ok redis maxmemory-policy: noeviction", "ok admins blg: 1", "ok communities blg: 0")
	if code != 0 || strings.Contains(out, "✗") {
		t.Errorf("code %d\n%s", code, out)
	}
}

func TestTheExamplePassesCheckButForTheToken(t *testing.T) {
	code, out, _ := result(t, []string{"SAMOVAR_REDIS__URL=" + durable(t).URL()}, "check", "--config", filepath.Join("..", "..", "config.example.yaml"))
	if code != 1 || strings.Count(out, "✗") != 1 || !strings.Contains(out, "✗  token: there is none: put what @BotFather gave you") {
		t.Errorf("code %d\n%s", code, out)
	}
}

func TestCheckSaysWhatToMend(t *testing.T) {
	e, api := telegram(t)
	careless := redisserver.ForTest(t, redisserver.Options{Config: []string{"maxmemory-policy", "allkeys-lru"}})
	config := write(t, "samovar.yaml", strings.Replace(minimal, "admins: [11]", "communities: [{id: quiet, name: Тихие}]", 1))

	code, out, _ := result(t, environ(careless.URL(), api, "7000000001:wrong"), "check", "--config", config)
	shows(t, out, "✗  token: Telegram does not know it", "✗  redis appendonly: no", "set “appendonly yes”",
		"✗  redis maxmemory-policy: allkeys-lru", "!  admins blg: nobody can approve")
	if code != 1 || strings.Contains(out, "wrong") {
		t.Errorf("code %d\n%s", code, out)
	}

	careless.Kill()
	e.Close()
	code, out, _ = result(t, environ("redis://:hush@"+careless.Addr(), api, e.Token()), "check", "--config", config)
	shows(t, out, "✗  redis: no answer at "+careless.Addr(), "✗  token: http://")
	if code != 1 || strings.Contains(out, "hush") || strings.Contains(out, "emulator-token") {
		t.Errorf("code %d\n%s", code, out)
	}
}

func TestCheckNamesEveryProblemOfTheConfig(t *testing.T) {
	code, out, _ := result(t, []string{"SAMOVAR_TELEGRAM_TOKEN=5"}, "check", "--config",
		write(t, "samovar.yaml", strings.Replace(minimal, "rooms:", "romms:", 1)+"    digest: 0 99 * * 1\n"))
	shows(t, out, "✗  config: line 6, column 5: points[0].romms: no such setting; did you mean rooms?",
		"✗  config: SAMOVAR_TELEGRAM_TOKEN: no such setting; did you mean SAMOVAR_TELEGRAM__TOKEN?")
	if code != 1 {
		t.Errorf("code %d", code)
	}
	code, out, _ = result(t, nil, "check", "--config", write(t, "samovar.yaml", minimal+"    digest: 0 99 * * 1\n"))
	shows(t, out, "✗  config: line 8, column 5: points[0].digest: \"0 99 * * 1\": ")
	if code != 1 {
		t.Errorf("code %d", code)
	}
	code, out, _ = result(t, nil, "check", "--config", "nowhere.yaml")
	shows(t, out, "✗  config: ", "nowhere.yaml")
	if code != 1 {
		t.Errorf("code %d", code)
	}
}
