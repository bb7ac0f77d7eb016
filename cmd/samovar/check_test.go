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
		"ok redis appendonly: yes", "!  redis appendfsync: everysec", "ok redis maxmemory-policy: noeviction", "ok admins blg: 1", "ok communities blg: 0")
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

func TestCheckLooksAtTheMasterThatTheSentinelsName(t *testing.T) {
	w := redisserver.WatchedForTest(t, 1, replicated())
	e, api := telegram(t)
	config := write(t, "samovar.yaml", minimal)
	code, out, _ := result(t, environ(w.URL(), api, e.Token()), "check", "--config", config)
	shows(t, out, "ok redis sentinel: the master is "+w.Servers[0].Addr(), "ok redis: version ", "ok redis appendonly: yes",
		"!  redis replicas: 1; redis.replicas is 0, so that the last moments before a failover can be lost")
	if code != 0 {
		t.Errorf("code %d\n%s", code, out)
	}
	_, out, _ = result(t, append(environ(w.URL(), api, e.Token()), "SAMOVAR_REDIS__REPLICAS=1"), "check", "--config", config)
	shows(t, out, "ok redis replicas: 1, of which 1 have what counts as written")
	code, out, _ = result(t, append(environ(w.URL(), api, e.Token()), "SAMOVAR_REDIS__REPLICAS=2"), "check", "--config", config)
	shows(t, out, "✗  redis replicas: 1 are connected, and redis.replicas wants 2")
	if code != 1 {
		t.Errorf("code %d\n%s", code, out)
	}
	sentinel, _, _ := strings.Cut(w.URL(), "?")
	code, out, _ = result(t, environ(sentinel, api, e.Token()), "check", "--config", config)
	shows(t, out, "is a Sentinel: add ?master_name=")
	if code != 1 {
		t.Errorf("code %d\n%s", code, out)
	}
	code, out, _ = result(t, environ(strings.Replace(w.URL(), redisserver.MasterName, "tea", 1), api, e.Token()), "check", "--config", config)
	shows(t, out, `✗  redis: no answer at the master tea of the Sentinels at `, `the Sentinels know no master of the name "tea"`)
	if code != 1 {
		t.Errorf("code %d\n%s", code, out)
	}
}

func TestCheckLooksAtEveryMasterOfACluster(t *testing.T) {
	c := redisserver.ClusterForTest(t, 3, 0, redisserver.Options{AppendOnly: true})
	if answer, err := c.Masters[1].Ask("CONFIG", "SET", "appendonly", "no"); err != nil || answer != "+OK" {
		t.Fatal(answer, err)
	}
	e, api := telegram(t)
	config := write(t, "samovar.yaml", minimal)
	code, out, _ := result(t, environ(c.URL(), api, e.Token()), "check", "--config", config)
	shows(t, out, "ok redis cluster: 3 masters", "ok redis "+c.Masters[0].Addr()+" appendonly: yes",
		"✗  redis "+c.Masters[1].Addr()+" appendonly: no", "!  redis "+c.Masters[2].Addr()+" replicas: none", "ok communities blg: 0")
	if code != 1 {
		t.Errorf("code %d\n%s", code, out)
	}
	code, out, _ = result(t, environ(c.Masters[0].URL(), api, e.Token()), "check", "--config", config)
	shows(t, out, "is a node of a Cluster: add ?addr=")
	if code != 1 {
		t.Errorf("code %d\n%s", code, out)
	}
}
