package main

import (
	"slices"
	"testing"
	"time"
)

func TestQuantilesAreValuesThatWereMeasured(t *testing.T) {
	var waits []time.Duration
	for i := range 100 {
		waits = append(waits, time.Duration(100-i)*time.Millisecond)
	}
	for q, want := range map[float64]time.Duration{0: time.Millisecond, 0.5: 51 * time.Millisecond, 0.99: 100 * time.Millisecond, 1: 100 * time.Millisecond} {
		if got := quantile(waits, q); got != want {
			t.Errorf("quantile %v is %s, want %s", q, got, want)
		}
	}
	if got := quantile[float64](nil, 0.5); got != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

func TestRatiosAreTakenRoundByRound(t *testing.T) {
	var p pairs
	p.add(10, 20) // a slow moment of the machine
	p.add(60, 80)
	p.add(40, 50)
	if got := p.ratios(); !slices.Equal(got, []float64{0.5, 0.75, 0.8}) || median(got) != 0.75 {
		t.Errorf("ratios %v, median %v", got, median(got))
	}
	if got := spread("%.1f", []float64{4, 1, 2, 3}); got != "2.5 (1.0–4.0)" {
		t.Errorf("spread %q", got)
	}
}

func TestTheRateOfRedisBenchmarkIsRead(t *testing.T) {
	const printed = `"test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"
"EVALSHA 4d36 2 {blg}:room {blg}:booking __rand_int__ __rand_int__","33333.33","1.860","0.264","1.303","4.799","8.055","11.503"
`
	if got, err := rateIn(printed); err != nil || got != 33333.33 {
		t.Errorf("rate %v, %v", got, err)
	}
	if _, err := rateIn("Could not connect"); err == nil {
		t.Error("read a rate out of an error")
	}
}

func TestTheChatOfAMessageIsFoundInItsForm(t *testing.T) {
	form := []byte("--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n-1001700000001\r\n--x--\r\n")
	if got := chatIn(form); got != -1001700000001 {
		t.Errorf("chat %d", got)
	}
	for body, want := range map[string]int64{
		`{"chat_id":1000,"text":"да"}`: 1000, `{"text":"да","chat_id":-7}`: -7, `{"chat_id":12`: 0, `{}`: 0, ``: 0,
	} {
		if got := chatIn([]byte(body)); got != want {
			t.Errorf("chat %d of %s", got, body)
		}
	}
}
