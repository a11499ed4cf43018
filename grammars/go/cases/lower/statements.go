package main

func values(m map[string]string, c chan string, x any) string {
	a, b := "a", "b"
	a, b = b, a
	v, ok := m["k"]
	w, more := <-c
	s, is := x.(string)
	if n := len(v); ok && n > 1 {
		a = w
	} else if k := cap(c); k > 1 {
		a = s
	} else {
		b += v
	}
	for i := 0; i < 3; i++ {
		c <- a
	}
	for k, e := range m {
		b = k + e
	}
	for e := range c {
		b = e
	}
	for i := range m {
		b = m[i]
	}
	for more && is {
		break
	}
	return a + b
}

func switches(c, d chan string, x any) (out string) {
	switch y := x.(type) {
	case *Shop:
		out = y.name
	case nil, string:
		out = "none"
	default:
		return
	}
	switch {
	case out == "a", f(out):
		out = "b"
		fallthrough
	default:
		out = "c"
	}
	select {
	case v := <-c:
		out = v
	case d <- out:
	default:
	}
	return out
}

func closures() func() string {
	var text string
	var set func(string)
	set = func(t string) { text = t }
	set("x")
	defer close(nil)
	go func() {
		text := "own"
		_ = text
	}()
	p := &text
	*p = "y"
	return func() string { return text[1:2] }
}
