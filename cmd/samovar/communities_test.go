package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"samovar/internal/redisserver"
)

func TestAListOfCommunitiesGoesInAndComesOut(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL()}
	config := write(t, "samovar.yaml", minimal)
	list := "id,name,language,lead,chat\n"
	for i := range 150 {
		list += fmt.Sprintf("c%03d,\"Клуб %d, старший\",ru,%d %d,%d\n", i, i, 1000+i, 11, -5000-i)
	}
	code, out, errs := result(t, env, "communities", "import", write(t, "list.csv", "\ufeff"+list), "--config", config)
	if code != 0 || !strings.HasPrefix(out, "150 communities are in blg now") {
		t.Fatalf("code %d: %s%s", code, out, errs)
	}
	if code, out, errs = result(t, env, "communities", "export", "--config", config); code != 0 || out != list {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	file := filepath.Join(t.TempDir(), "out.csv")
	if code, _, errs = result(t, env, "communities", "export", file, "--config", config); code != 0 {
		t.Fatalf("code %d: %s", code, errs)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != list {
		t.Errorf("%v: %s", err, got)
	}
}

func TestNothingOfABadListIsImported(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL()}
	config := write(t, "samovar.yaml", minimal)
	list := write(t, "list.csv", "id,name,language,lead,chat\ngood,Хорошие,ru,11,\ngood,Снова,ru,11,\nbad,,fr,x,\n")
	code, out, errs := result(t, env, "communities", "import", list, "--config", config)
	shows(t, errs, "nothing was imported; mend ", `line 3: id: "good" is already in line 2`, `line 4: language: "fr"`, `line 4: lead: "x"`, "line 4: name: is empty")
	if code != 1 || out != "" {
		t.Errorf("code %d: %s", code, out)
	}
	if _, out, _ := result(t, env, "communities", "export", "--config", config); out != "id,name,language,lead,chat\n" {
		t.Errorf("exported %q", out)
	}
}

func TestThePointIsAskedForWhereThereAreSeveral(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL(), "SAMOVAR_POINTS__1__ID=khv", "SAMOVAR_POINTS__1__NAME__RU=Хабаровск",
		"SAMOVAR_POINTS__1__ZONE=Asia/Vladivostok", "SAMOVAR_POINTS__1__ROOMS__0__ID=hall", "SAMOVAR_POINTS__1__ROOMS__0__NAME__RU=Зал", "SAMOVAR_POINTS__1__ROOMS__0__SEATS=9"}
	config := write(t, "samovar.yaml", minimal)
	code, _, errs := result(t, env, "communities", "export", "--config", config)
	shows(t, errs, "say which Point is meant: --point blg or --point khv")
	if code != 1 {
		t.Errorf("code %d", code)
	}
	code, _, errs = result(t, env, "communities", "export", "--config", config, "--point", "msk")
	shows(t, errs, `no Point "msk" in the config: there is blg, khv`)
	if code != 1 {
		t.Errorf("code %d", code)
	}
	if code, out, errs := result(t, env, "communities", "export", "--config", config, "--point", "khv"); code != 0 {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
}
