class Closures {
    private Listener listener;
    private final Runnable tick = () -> again(listener);

    void start(String secret, java.util.List<String> names) {
        int local = 1;
        Runnable plain = () -> send(secret, local);
        names.forEach(name -> {
            if (name.isEmpty()) {
                return;
            }
            send(name, 2);
        });
        names.forEach(this::keep);
        names.stream().map(String::trim).map(Closures::new);
        new Thread(new Runnable() {
            private int runs = local;

            @Override
            public void run() {
                send(secret, runs);
                keep(secret);
            }
        }).start();
        class Local {
            String get() {
                return secret;
            }
        }
        keep(new Local().get());
    }

    static void fixed(String data) {
        Runnable inner = () -> once(data);
    }
}
