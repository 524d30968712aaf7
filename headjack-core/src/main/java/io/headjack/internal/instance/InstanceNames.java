package io.headjack.internal.instance;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Derives the names of an instance's parts from what it is, so that each can be found again without any record. */
public final class InstanceNames {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 12;
    private static final int SLUG_LENGTH = 30;

    private InstanceNames() {}

    /** The same branch of the same repository in the same catalog has the same id, whoever computes it. */
    public static InstanceId id(String catalog, Path repository, BranchName branch) {
        byte[] hash = sha256(catalog + "\0" + repository + "\0" + branch);
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(hash[i] & 31));
        }
        return new InstanceId(id.toString());
    }

    static String container(InstanceId id, BranchName branch) {
        String slug = branch.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.substring(0, Math.min(slug.length(), SLUG_LENGTH)).replaceAll("^-|-$", "");
        return cut.isEmpty() ? "headjack-" + id : "headjack-" + cut + "-" + id;
    }

    public static String homeVolume(InstanceId id) {
        return "headjack-" + id + "-home";
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
