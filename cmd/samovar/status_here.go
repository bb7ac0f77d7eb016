package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"

	"samovar/internal/config"
)

// here asks the process of this machine, at web.listen, whether it answers at
// all: what a container's health check has to know.
func here(ctx context.Context, cfg *config.Config, w world) error {
	at, err := ownAddress(cfg.Web.Listen)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+at+"/healthz", nil)
	if err != nil {
		return fmt.Errorf("ask process: %w", err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("no process answers at %s: %w", at, err)
	}
	defer func() { _ = answer.Body.Close() }() // only its status is of interest
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the process at %s answers %s", at, answer.Status)
	}
	_, err = fmt.Fprintf(w.out, "the process at %s answers\n", at)
	return err
}

// ownAddress is where a server that listens there is reached from its own
// machine.
func ownAddress(listen string) (string, error) {
	if listen == "" {
		return "", errors.New("web.listen is empty, so no process can be asked")
	}
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return "", fmt.Errorf("read web.listen: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // a name would have to be looked up
	}
	return net.JoinHostPort(host, port), nil
}
