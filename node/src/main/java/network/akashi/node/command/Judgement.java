package network.akashi.node.command;

import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;

/**
 * What a quorum can say about a request itself, rather than about its result.
 *
 * @param requestId the market's request
 * @param verdict what is said
 * @param since from when on it holds, Unix seconds of the chain; zero for {@link
 *     Verdict#UNPROVABLE}, which holds always
 */
public record Judgement(Bytes32 requestId, Verdict verdict, long since) {}
