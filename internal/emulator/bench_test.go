package emulator_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	"samovar/internal/emulator"
)

// BenchmarkSendMessage is the emulator's own cost of one message over HTTP.
func BenchmarkSendMessage(b *testing.B) {
	s := emulator.New(emulator.Options{Limits: emulator.Limits{Off: true}})
	defer s.Close()
	s.Person(42, emulator.Profile{}).Says("/start")
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	body := []byte(`{"chat_id":42,"text":"<b>hello</b>","parse_mode":"HTML","reply_markup":{"inline_keyboard":[[{"text":"b","callback_data":"d"}]]}}`)
	for b.Loop() {
		resp, err := http.Post(url+"/bot"+s.Token()+"/sendMessage", "application/json", bytes.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
	}
}
