package io.headjack.internal.git;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of a private git directory: how files are read and written and who commits, as on the host. Nothing
 * that names a program, a path or a secret comes along.
 */
final class PrivateConfig {
    private static final Set<String> COPIED = Set.of(
            "user.name",
            "user.email",
            "core.autocrlf",
            "core.eol",
            "core.safecrlf",
            "core.filemode",
            "core.symlinks",
            "core.ignorecase",
            "core.precomposeunicode",
            "i18n.commitencoding");

    private PrivateConfig() {}

    static String of(GitCall host) {
        Map<String, String> values = defaults();
        copy(host.attempt("config", "-z", "--get-regexp", "^(user|core|i18n)\\."), values);
        return text(values);
    }

    /** As for the repository that it is in, unless it has something of its own. */
    static String ofSubmodule(GitCall host, GitCall module, String worktree) {
        Map<String, String> values = defaults();
        copy(host.attempt("config", "-z", "--get-regexp", "^(user|core|i18n)\\."), values);
        copy(module.attempt("config", "--local", "-z", "--get-regexp", "^(user|core|i18n)\\."), values);
        values.put("core.worktree", worktree);
        return text(values);
    }

    /** Has git take a submodule for one that is worked with. */
    static String active(String name) {
        return "[submodule " + quoted(name) + "]\n\tactive = true\n";
    }

    private static Map<String, String> defaults() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("core.repositoryformatversion", "0");
        values.put("core.bare", "false");
        values.put("core.logallrefupdates", "true");
        // The index was written on the host: what differs inside without a change is not compared.
        values.put("core.checkStat", "minimal");
        values.put("core.trustctime", "false");
        return values;
    }

    private static void copy(GitResult settings, Map<String, String> values) {
        for (String entry : settings.records()) {
            int end = entry.indexOf('\n');
            String key = end < 0 ? entry : entry.substring(0, end);
            if (COPIED.contains(key)) {
                values.put(key, end < 0 ? "true" : entry.substring(end + 1));
            }
        }
    }

    private static String text(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> {
            int dot = key.indexOf('.');
            text.append('[').append(key, 0, dot).append("]\n\t").append(key.substring(dot + 1));
            text.append(" = ").append(quoted(value)).append('\n');
        });
        return text.toString();
    }

    private static String quoted(String value) {
        return "\""
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\b", "\\b")
                + "\"";
    }
}
