package io.headjack;

import java.time.Instant;

/**
 * A commit that was made in an instance. All of it was written by whoever works there.
 *
 * @param id its full object id
 * @param author the author's name
 * @param email the author's address
 * @param authoredAt when
 * @param subject the first line of its message
 */
public record Commit(String id, String author, String email, Instant authoredAt, String subject) {}
