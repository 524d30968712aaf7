package io.headjack.internal.git;

import io.headjack.BranchName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Directory names that a person recognises and that no two branches or repositories share. */
final class DirectoryNames {
    private static final int LONGEST = 80;
    private static final int HASH_DIGITS = 8;
    private static final Pattern ENDS_LIKE_A_HASH = Pattern.compile(".*-[0-9a-f]{8}");

    private DirectoryNames() {}

    static String ofBranch(BranchName branch) {
        String slug = cut(branch.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-"));
        // A name that looks as if it had a hash gets one, or it could be mistaken for that of another branch.
        boolean exact = slug.equals(branch.value())
                && !slug.startsWith(".")
                && !ENDS_LIKE_A_HASH.matcher(slug).matches();
        return exact ? slug : start(slug) + "-" + hash(branch.value());
    }

    static String ofRepository(Path root, Path common) {
        Path file = root.getFileName();
        String name = file == null ? "" : file.toString().replaceAll("\\.git$", "");
        return start(cut(name.replaceAll("[^A-Za-z0-9._-]", "-"))) + "-" + hash(common.toString());
    }

    private static String start(String slug) {
        String clean = slug.replaceAll("^[.-]+", "");
        return clean.isEmpty() ? "git" : clean;
    }

    private static String cut(String slug) {
        return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST);
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
