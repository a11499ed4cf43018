package com.example.app;

import java.io.*;
import java.util.List;
import static java.lang.Math.max;

public class Agent extends Base implements Runnable, Closeable {
    private static final String HOST = "10.0.0.1";
    static int count;
    private final List<String> items = new ArrayList<>();
    private Thread worker;

    static {
        count = 3;
    }

    {
        items.add("first");
    }

    public Agent(String name) {
        super(name);
        this.worker = new Thread(this);
    }

    public Agent() {
        this("default");
    }

    @Override
    @Deprecated
    public void run() {
        send(HOST, count);
        worker.start();
        super.run();
        Agent.this.close();
    }

    static String join(String... parts) {
        return helper(parts);
    }

    class Inner {
        int size = count + 1;

        void grow() {
            size++;
            items.clear();
        }
    }

    interface Listener {
        int LIMIT = 5;

        void onData(byte[] data);
    }

    enum Mode {
        FAST(1),
        SLOW(2) {
            int cost() {
                return 9;
            }
        };

        private final int weight;

        Mode(int weight) {
            this.weight = weight;
        }

        int cost() {
            return weight;
        }
    }

    record Point(int x, String label) {
        Point {
            check(x);
        }
    }
}
