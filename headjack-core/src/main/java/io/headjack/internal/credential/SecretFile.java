package io.headjack.internal.credential;

/**
 * A file for the home directory of an agent.
 *
 * @param path where it is below that
 * @param content what it holds
 * @param account tells two accounts apart, and nothing about them
 */
public record SecretFile(String path, Secret content, String account) {}
