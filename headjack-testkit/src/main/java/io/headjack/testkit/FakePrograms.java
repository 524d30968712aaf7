package io.headjack.testkit;

import io.headjack.TerminalSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The programs that every container of the fake has, and how the contract calls them. */
final class FakePrograms implements ContractPrograms {
    private static final int MEBIBYTE = 1024 * 1024;

    private static final Map<String, ExecProgram> BUILT_IN = Map.ofEntries(
            Map.entry("tail", FakePrograms::waitForEver),
            Map.entry("true", call -> 0),
            Map.entry("false", call -> 1),
            Map.entry("cat", FakePrograms::cat),
            Map.entry("write", FakePrograms::write),
            Map.entry("arguments", FakePrograms::arguments),
            Map.entry("variable", FakePrograms::variable),
            Map.entry("pwd", call -> print(call, call.workingDirectory() + "\n")),
            Map.entry("id", call -> print(call, call.user().split(":", 2)[0] + "\n")),
            Map.entry("exit", call -> Integer.parseInt(call.command().get(1))),
            Map.entry("lines", FakePrograms::lines),
            Map.entry("zeros", FakePrograms::zeros),
            Map.entry("stubborn", FakePrograms::stubborn),
            Map.entry("sizes", FakePrograms::sizes),
            Map.entry("limit", call -> print(call, call.container().memoryBytes() + "\n")),
            Map.entry("routes", call -> print(call, call.container().network() ? "default\n" : "")));

    static ExecProgram find(String name) {
        return BUILT_IN.getOrDefault(name, FakePrograms::notFound);
    }

    @Override
    public List<String> copyInput() {
        return List.of("cat");
    }

    @Override
    public List<String> printArguments(List<String> words) {
        List<String> command = new ArrayList<>(List.of("arguments"));
        command.addAll(words);
        return List.copyOf(command);
    }

    @Override
    public List<String> printVariable(String name) {
        return List.of("variable", name);
    }

    @Override
    public List<String> printDirectory() {
        return List.of("pwd");
    }

    @Override
    public List<String> printUser() {
        return List.of("id", "-u");
    }

    @Override
    public List<String> exitWith(int code) {
        return List.of("exit", Integer.toString(code));
    }

    @Override
    public List<String> endByTerm() {
        return List.of("exit", "143");
    }

    @Override
    public List<String> printLines(int count) {
        return List.of("lines", Integer.toString(count));
    }

    @Override
    public List<String> printZeros(int mebibytes) {
        return List.of("zeros", Integer.toString(mebibytes));
    }

    @Override
    public List<String> waitForTerm() {
        return List.of("tail", "-f", "/dev/null");
    }

    @Override
    public List<String> ignoreTerm() {
        return List.of("stubborn");
    }

    @Override
    public List<String> readFile(String path) {
        return List.of("cat", path);
    }

    @Override
    public List<String> writeFile(String path) {
        return List.of("write", path);
    }

    @Override
    public List<String> printTerminalSizes() {
        return List.of("sizes");
    }

    @Override
    public List<String> printMemoryLimit() {
        return List.of("limit");
    }

    @Override
    public List<String> printRoutes() {
        return List.of("routes");
    }

    private static int cat(ExecCall call) throws IOException {
        if (call.command().size() > 1) {
            call.stdout().write(call.readFile(call.command().get(1)));
        } else {
            call.stdin().transferTo(call.stdout());
        }
        return 0;
    }

    private static int write(ExecCall call) throws IOException {
        call.writeFile(call.command().get(1), call.stdin().readAllBytes());
        return 0;
    }

    private static int arguments(ExecCall call) throws IOException {
        for (String word : call.command().subList(1, call.command().size())) {
            print(call, word + "\0");
        }
        return 0;
    }

    private static int variable(ExecCall call) throws IOException {
        return print(call, call.environment().getOrDefault(call.command().get(1), ""));
    }

    private static int lines(ExecCall call) throws IOException {
        for (int i = 0; i < Integer.parseInt(call.command().get(1)); i++) {
            print(call.stdout(), "out " + i + "\n");
            print(call.stderr(), "err " + i + "\n");
        }
        return 0;
    }

    private static int zeros(ExecCall call) throws IOException {
        for (int i = 0; i < Integer.parseInt(call.command().get(1)); i++) {
            call.stdout().write(new byte[MEBIBYTE]);
        }
        return 0;
    }

    private static int sizes(ExecCall call) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(call.stdin(), StandardCharsets.UTF_8));
        while (lines.readLine() != null) {
            TerminalSize size = call.terminalSize().orElseThrow(() -> new IOException("not a terminal"));
            print(call, size.rows() + " " + size.columns() + "\n");
        }
        return 0;
    }

    private static int waitForEver(ExecCall call) throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    private static int stubborn(ExecCall call) {
        call.awaitKill();
        return 0;
    }

    private static int notFound(ExecCall call) throws IOException {
        print(call.stderr(), call.command().get(0) + ": not found\n");
        return 127;
    }

    private static int print(ExecCall call, String text) throws IOException {
        print(call.stdout(), text);
        return 0;
    }

    private static void print(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
