//! Poseidon2 of width 16 over KoalaBear (eprint 2023/323), with 8 external and 20 internal rounds.

/// The prime, 2^31 − 2^24 + 1.
pub const P: u32 = 0x7f00_0001;

/// Sixteen integers below [`P`]. Aligned as the accelerator wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(8))]
pub struct State(pub [u32; 16]);

/// Applies the permutation.
///
/// A word that is not below [`P`] ends the guest: the machine has no meaning for it.
#[inline(always)]
pub fn permute(state: &mut State) {
    #[cfg(target_os = "none")]
    crate::ecall::poseidon2(state);
    #[cfg(not(target_os = "none"))]
    software::permute(state);
}

/// The path without accelerator.
pub mod software {
    use super::{State, P};

    #[rustfmt::skip]
    const EXTERNAL: [[u32; 16]; 8] = [
        [
            2128964168, 288780357, 316938561, 2126233899, 426817493, 1714118888, 1045008582,
            1738510837, 889721787, 8866516, 681576474, 419059826, 1596305521, 1583176088,
            1584387047, 1529751136,
        ],
        [
            1863858111, 1072044075, 517831365, 1464274176, 1138001621, 428001039, 245709561,
            1641420379, 1365482496, 770454828, 693167409, 757905735, 136670447, 436275702,
            525466355, 1559174242,
        ],
        [
            1030087950, 869864998, 322787870, 267688717, 948964561, 740478015, 679816114,
            113662466, 2066544572, 1744924186, 367094720, 1380455578, 1842483872, 416711434,
            1342291586, 1692058446,
        ],
        [
            1493348999, 1113949088, 210900530, 1071655077, 610242121, 1136339326, 2020858841,
            1019840479, 678147278, 1678413261, 1361743414, 61132629, 1209546658, 64412292,
            1936878279, 1980661727,
        ],
        [
            1139268644, 630873441, 669538875, 462500858, 876500520, 1214043330, 383937013,
            375087302, 636912601, 307200505, 390279673, 1999916485, 1518476730, 1606686591,
            1410677749, 1581191572,
        ],
        [
            1004269969, 143426723, 1747283099, 1016118214, 1749423722, 66331533, 1177761275,
            1581069649, 1851371119, 852520128, 1499632627, 1820847538, 150757557, 884787840,
            619710451, 1651711087,
        ],
        [
            505263814, 212076987, 1482432120, 1458130652, 382871348, 417404007, 2066495280,
            1996518884, 902934924, 582892981, 1337064375, 1199354861, 2102596038, 1533193853,
            1436311464, 2012303432,
        ],
        [
            839997195, 1225781098, 2011967775, 575084315, 1309329169, 786393545, 995788880,
            1702925345, 1444525226, 908073383, 1811535085, 1531002367, 1635653662, 1585100155,
            867006515, 879151050,
        ],
    ];

    #[rustfmt::skip]
    const INTERNAL: [u32; 20] = [
        1423960925, 2101391318, 1915532054, 275400051, 1168624859, 1141248885, 356546469,
        1165250474, 1320543726, 932505663, 1204226364, 1452576828, 1774936729, 926808140,
        1184948056, 1186493834, 843181003, 185193011, 452207447, 510054082,
    ];

    /// −2, 1, 2, 1/2, 3, 4, −1/2, −3, −4, 2^−8, 2^−3, 2^−24, −2^−8, −2^−3, −2^−4, −2^−24
    #[rustfmt::skip]
    const DIAGONAL: [u32; 16] = [
        2130706431, 1, 2, 1065353217, 3, 4, 1065353216, 2130706430, 2130706429, 2122383361,
        1864368129, 2130706306, 8323072, 266338304, 133169152, 127,
    ];

    /// Applies the permutation.
    ///
    /// # Panics
    /// If a word is not below [`P`].
    pub fn permute(state: &mut State) {
        assert!(state.0.iter().all(|&word| word < P), "a word is not below the prime");
        let x = &mut state.0;
        external_layer(x);
        for constants in &EXTERNAL[..4] {
            external_round(x, constants);
        }
        for constant in INTERNAL {
            x[0] = cube(x[0], constant);
            let sum = x.iter().map(|&word| u64::from(word)).sum::<u64>() % u64::from(P);
            for (word, factor) in x.iter_mut().zip(DIAGONAL) {
                *word = ((u64::from(*word) * u64::from(factor) + sum) % u64::from(P)) as u32;
            }
        }
        for constants in &EXTERNAL[4..] {
            external_round(x, constants);
        }
    }

    fn external_round(x: &mut [u32; 16], constants: &[u32; 16]) {
        for (word, &constant) in x.iter_mut().zip(constants) {
            *word = cube(*word, constant);
        }
        external_layer(x);
    }

    /// `(x + c)^3`
    fn cube(x: u32, constant: u32) -> u32 {
        let p = u64::from(P);
        let y = (u64::from(x) + u64::from(constant)) % p;
        (y * y % p * y % p) as u32
    }

    /// `circ(2·M, M, M, M)` with `M = circ(2, 3, 1, 1)`.
    fn external_layer(x: &mut [u32; 16]) {
        let mut products = [0u64; 16];
        let mut sums = [0u64; 4];
        for i in 0..16 {
            let word = |step: usize| u64::from(x[i / 4 * 4 + (i + step) % 4]);
            products[i] = 2 * word(0) + 3 * word(1) + word(2) + word(3);
            sums[i % 4] += products[i];
        }
        for i in 0..16 {
            x[i] = ((products[i] + sums[i % 4]) % u64::from(P)) as u32;
        }
    }
}
