package io.headjack.internal.git;

import io.headjack.internal.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes one commit of all files of a worktree, in the language of {@code git fast-import}. */
final class SalvageWriter implements TreeWalk.Visitor {
    private static final long LARGEST_IGNORED = WorktreeScan.LARGE;
    private static final long ALL_IGNORED = 50L << 20;
    /** A file may be said to be as large as it likes, without a byte in it. */
    private static final long LARGEST = 2L << 30;

    private static final long ALL = 16L << 30;

    private final OutputStream out;
    private final IgnoredFiles ignored;
    private final List<String> notSalvaged = new ArrayList<>();
    private long ignoredSum;
    private long sum;

    SalvageWriter(OutputStream out, IgnoredFiles ignored) {
        this.out = out;
        this.ignored = ignored;
    }

    void begin(String ref, Instant now, String message, List<String> parents) throws IOException {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        line("feature done");
        line("commit " + ref);
        line("committer Headjack <headjack@localhost> " + now.getEpochSecond() + " +0000");
        line("data " + text.length);
        out.write(text);
        line("");
        String command = "from ";
        for (String parent : parents) {
            line(command + parent);
            command = "merge ";
        }
        line("deleteall");
    }

    void end() throws IOException {
        line("");
        line("done");
    }

    List<String> notSalvaged() {
        return notSalvaged;
    }

    @Override
    public boolean directory(Path relative) {
        return true;
    }

    @Override
    public void unreadable(Path relative) {
        notSalvaged.add(Printable.name(relative.toString()) + " (a directory that cannot be read)");
    }

    @Override
    public void entry(TreeWalk.Entry entry) throws IOException {
        if (entry.attributes().isSymbolicLink()) {
            link(entry);
        } else if (entry.isSpecial()) {
            leaveOut(entry, "not a file");
        } else {
            file(entry);
        }
    }

    private void link(TreeWalk.Entry entry) throws IOException {
        byte[] target;
        try {
            target = bytes(entry.linkTarget());
        } catch (IOException e) {
            leaveOut(entry, "a link that cannot be read");
            return;
        }
        command("120000", entry.relative(), target.length);
        out.write(target);
        line("");
    }

    private void file(TreeWalk.Entry entry) throws IOException {
        long size = entry.attributes().size();
        if (size > LARGEST || sum + size > ALL) {
            leaveOut(entry, size + " bytes");
            return;
        }
        sum += size;
        if (ignored.contains(entry.relative())) {
            if (size > LARGEST_IGNORED || ignoredSum + size > ALL_IGNORED) {
                leaveOut(entry, size + " bytes, ignored");
                return;
            }
            ignoredSum += size;
        }
        InputStream content;
        try {
            content = entry.open();
        } catch (IOException e) {
            leaveOut(entry, "cannot be read");
            return;
        }
        try (content) {
            boolean executable = entry.attributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
            command(executable ? "100755" : "100644", entry.relative(), size);
            copy(content, size);
            line("");
        }
    }

    /** Exactly so many bytes as were announced, whatever happens to the file meanwhile. */
    private void copy(InputStream content, long size) throws IOException {
        byte[] buffer = new byte[64 * 1_024];
        long left = size;
        while (left > 0) {
            int n = content.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                Arrays.fill(buffer, (byte) 0);
                n = (int) Math.min(left, buffer.length);
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private void leaveOut(TreeWalk.Entry entry, String reason) {
        notSalvaged.add(Printable.name(entry.relative().toString()) + " (" + reason + ")");
    }

    private void command(String mode, Path relative, long size) throws IOException {
        out.write(("M " + mode + " inline \"").getBytes(StandardCharsets.US_ASCII));
        String separator = "";
        for (Path name : relative) {
            out.write(separator.getBytes(StandardCharsets.US_ASCII));
            quote(bytes(storable(name)));
            separator = "/";
        }
        line("\"");
        line("data " + size);
    }

    /** Git checks out no tree with a {@code .git} in it; a nested repository is kept under another name. */
    private static Path storable(Path name) {
        return name.toString().equalsIgnoreCase(".git") ? Path.of(".git.salvaged") : name;
    }

    private void quote(byte[] name) throws IOException {
        StringBuilder quoted = new StringBuilder();
        for (byte b : name) {
            int c = b & 0xff;
            if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
                quoted.append(String.format("\\%03o", c));
            } else {
                quoted.append((char) c);
            }
        }
        out.write(quoted.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The bytes of a name, which need not be text in any encoding: only the URI of a path has them unchanged. */
    static byte[] bytes(Path name) {
        String text = name.toString();
        if (text.indexOf('\ufffd') < 0 && StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        Path probe = name.isAbsolute() ? name : Path.of("/").resolve(name);
        URI uri = probe.toUri();
        String raw = uri.getRawPath().substring(name.isAbsolute() ? 0 : 1);
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes[length++] = (byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) raw.charAt(i);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
