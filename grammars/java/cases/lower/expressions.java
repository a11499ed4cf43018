class Expressions {
    static final String BASE = "http://" + "example.org";

    void all(byte[] data, Object raw) throws Exception {
        String hidden = new String(new byte[] {104, 105});
        String url = BASE + "/up?n=" + data.length;
        String decoded = new String(java.util.Base64.getDecoder().decode("aHR0cDovL2EuZXhhbXBsZS94"));
        String block = """
            line "one"
              two\tend
            """;
        char c = 'x';
        long big = 0x7fffL + 1_000;
        byte[] buffer = new byte[4096];
        int[][] grid = new int[][] {{1, 2}, {3}};
        grid[0][1] = buffer[2];
        String cast = (String) raw;
        int number = (int) big;
        Class<?> type = Expressions.class;
        java.io.File file = new java.io.File("/etc/passwd");
        file.getParentFile().toPath();
        this.field = url;
        Outer.Inner nested = new Outer.Inner(c);
        boolean both = number > 1 && !file.exists() || raw instanceof String;
        System.out.println(url + hidden);
        String lower = "ABC".toLowerCase().concat("/x");
        a = b = lower;
    }

    private String field;
}
