package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// nginx finds Debian's, which stands where only root's PATH leads.
func nginx(t *testing.T) string {
	t.Helper()
	for _, path := range []string{"nginx", "/usr/sbin/nginx"} {
		if found, err := exec.LookPath(path); err == nil {
			return found
		}
	}
	t.Fatal("nginx is not there: install it (Debian: apt-get install nginx; macOS: brew install nginx)")
	return ""
}

// around is what stands around deploy/nginx.conf on a machine: here one process,
// as who started it, that writes nowhere but into its own directory.
const around = `daemon off; master_process off; pid nginx.pid; error_log stderr;
events { worker_connections 512; }
http {
	access_log off;
	client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
	include samovar.conf;
}
`

// balancer is the example as it is installed, but for the addresses.
func balancer(t *testing.T, change func(example string) string) (dir string) {
	t.Helper()
	example, err := os.ReadFile("../../deploy/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for name, content := range map[string]string{"nginx.conf": around, "samovar.conf": change(string(example))} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// before replaces the processes of the example, and where it listens. It leaves
// https to the test of the whole example: here Telegram calls by http.
func before(replicas []string, at string) func(string) string {
	return func(example string) string {
		servers := regexp.MustCompile(`\tserver 10\.0\.0\.11:8080 (.*)\n(\tserver 10\..*\n)*`)
		lines := ""
		for _, replica := range replicas {
			lines += "\tserver " + replica + " $1\n"
		}
		example = servers.ReplaceAllString(example, lines)
		example = regexp.MustCompile(`\tssl_.*\n`).ReplaceAllString(example, "")
		return strings.Replace(example, "listen 443 ssl;", "listen "+at+";", 1)
	}
}

// balances starts nginx in a directory and waits until it listens.
func balances(t *testing.T, dir, at string) {
	t.Helper()
	log, gone := newScreen(), make(chan struct{})
	cmd := exec.Command(nginx(t), "-p", dir+"/", "-c", "nginx.conf", "-e", "stderr")
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = cmd.Wait() // it is killed, or says why not in its log
		close(gone)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // one that has ended needs no signal
		<-gone
		if t.Failed() {
			t.Logf("the log of nginx:\n%s", log)
		}
	})
	for {
		c, err := net.Dial("tcp", at)
		if err == nil {
			_ = c.Close() // it was only to listen
			return
		}
		select {
		case <-gone:
			t.Fatalf("nginx does not start:\n%s", log)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// balanced is a fleet of three by webhook behind nginx.
func balanced(t *testing.T) *fleet {
	t.Helper()
	addresses, at := freeAddresses(t, 3), freeAddress(t)
	balances(t, balancer(t, before(addresses, at)), at)
	return newFleet(t, addresses, "SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_TELEGRAM__WEBHOOK__URL=http://"+at+"/telegram",
		"SAMOVAR_TELEGRAM__WEBHOOK__PATH=/telegram", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET=s3cret")
}

// taken is how many updates each replica has taken in.
func (f *fleet) taken(among []*replica) (each []int) {
	for _, r := range among {
		n, _ := strconv.Atoi(r.gives(f.t, "samovar_updates_taken_total"))
		each = append(each, n)
	}
	return each
}

func TestBehindABalancerAReplicaThatIsKilledIsPassedOver(t *testing.T) {
	t.Parallel()
	f := balanced(t)
	f.flood()
	f.flows(5)
	if each := f.taken(f.replicas); slices.Contains(each, 0) {
		t.Errorf("they took in %v updates", each)
	}
	killed, rest := f.replicas[0], f.replicas[1:]
	before := f.taken(rest)
	killed.kill()
	flying := f.flying()
	took := f.flows(1)
	t.Logf("updates flowed again after %s", took)
	if took > within {
		t.Errorf("updates flowed again only after %s", took)
	}
	f.flows(5)
	for i, n := range f.taken(rest) {
		if n <= before[i] {
			t.Errorf("%s took in nothing more", rest[i].at)
		}
	}
	f.allWell(flying)
}

func TestBehindABalancerAReplicaThatIsFrozenAndWakesChangesNothing(t *testing.T) {
	t.Parallel()
	f := balanced(t)
	f.flood()
	f.flows(5)
	frozen := f.replicas[0]
	frozen.freezes(t)
	flying := f.flying()
	took := f.flows(1)
	t.Logf("updates flowed again after %s", took)
	f.flows(3)
	frozen.wakes(t)
	f.flows(10)
	f.allWell(flying)
}

func TestTheExampleOfABalancerIsUnderstoodByNginx(t *testing.T) {
	at, certificate, key := freeAddress(t), filepath.Join(t.TempDir(), "cert"), filepath.Join(t.TempDir(), "key")
	selfSigned(t, certificate, key)
	dir := balancer(t, func(example string) string {
		return strings.NewReplacer("listen 443 ssl", "listen "+at+" ssl",
			"/etc/letsencrypt/live/bot.example.org/fullchain.pem", certificate,
			"/etc/letsencrypt/live/bot.example.org/privkey.pem", key).Replace(example)
	})
	if out, err := exec.Command(nginx(t), "-t", "-p", dir+"/", "-c", "nginx.conf", "-e", "stderr").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// selfSigned writes a certificate and its key.
func selfSigned(t *testing.T, certificate, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	public, err := x509.CreateCertificate(rand.Reader, template, template, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{certificate: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
