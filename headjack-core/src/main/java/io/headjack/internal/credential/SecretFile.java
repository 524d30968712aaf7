package io.headjack.internal.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file for the home directory of an agent.
 *
 * @param path where it is below that
 * @param content what it holds
 * @param account tells two accounts apart, and nothing about them
 */
public record SecretFile(String path, Secret content, String account) {
    private static final int ACCOUNT_BYTES = 8;

    /**
     * Makes one.
     *
     * @param whose what differs between two accounts
     */
    static SecretFile of(String path, Secret content, String whose) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whose.getBytes(UTF_8));
            return new SecretFile(path, content, HexFormat.of().formatHex(hash, 0, ACCOUNT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
