package network.akashi.stark.security;

/**
 * What the error terms depend on beside the parameters.
 *
 * @param variables log2 of the committed cells
 * @param logHeight log2 of the tallest table's height
 * @param logFractions log2 of the leaves of the LogUp tree; −1 if there are no buses
 * @param constraints number of constraints of all tables
 * @param degree of the constraint sumcheck's polynomials
 * @param claims column evaluations, and combinations of such, that the opening proves
 * @param keccakTables tables in which Keccak-f holds
 */
public record StatementSize(
    int variables,
    int logHeight,
    int logFractions,
    int constraints,
    int degree,
    int claims,
    int keccakTables) {}
