//! Odd multiples of the generator (SEC 2, 2.4.1) and of 2^128 times the generator, for signed windows.

use crate::u256::U256;

/// Bits of a window.
pub(super) const WIDTH: u32 = 7;

/// x, 2y and −2y of a point.
pub(super) struct Multiple {
    pub x: U256,
    pub w: U256,
    pub minus_w: U256,
}

/// G, 3G, 5G, … 63G.
#[rustfmt::skip]
pub(super) static OF_LOW: [Multiple; 32] = [
    Multiple {
        x: [0x59f2815b16f81798, 0x029bfcdb2dce28d9, 0x55a06295ce870b07, 0x79be667ef9dcbbac],
        w: [0x388fa11ff621a970, 0xfa2f68914d0aa833, 0xbb49f7f81c221151, 0x9075b4ee4d4788ca],
        minus_w: [0xc7705edf09de52bf, 0x05d0976eb2f557cc, 0x44b60807e3ddeeae, 0x6f8a4b11b2b87735],
    },
    Multiple {
        x: [0x8601f113bce036f9, 0xb531c845836f99b0, 0x49344f85f89d5229, 0xf9308a019258c310],
        w: [0xd973faeb0971cce4, 0xca01533269844636, 0x1fc66fcc546fe6ac, 0x711ef61ec65bd028],
        minus_w: [0x268c0513f68e2f4b, 0x35feaccd967bb9c9, 0xe0399033ab901953, 0x8ee109e139a42fd7],
    },
    Multiple {
        x: [0xcba8d569b240efe4, 0xe88b84bddc619ab7, 0x55b4a7250a5c5128, 0x2f8bde4d1a072093],
        w: [0xb950fa764d58c97d, 0xef104e37561ad081, 0xa9b753bb4d93884d, 0xb158444c6dcbc7ad],
        minus_w: [0x46af0588b2a732b2, 0x10efb1c8a9e52f7e, 0x5648ac44b26c77b2, 0x4ea7bbb392343852],
    },
    Multiple {
        x: [0xe92bddedcac4f9bc, 0x3d419b7e0330e39c, 0xa398f365f2ea7a0e, 0x5cbdf0646e5db4ea],
        w: [0x4a104c5010e4c9b4, 0x5027a17027fbcf6b, 0x462f1adb0c34a9b7, 0xd5d79481744ab2c1],
        minus_w: [0xb5efb3aeef1b327b, 0xafd85e8fd8043094, 0xb9d0e524f3cb5648, 0x2a286b7e8bb54d3e],
    },
    Multiple {
        x: [0xc35f110dfc27ccbe, 0xe09796974c57e714, 0x09ad178a9f559abd, 0xacd484e2f0c7f653],
        w: [0x0b984c568c9f3c3f, 0x5bb111486ebf1c1e, 0xc87012e2ec76c3d3, 0x98671243614fb3fa],
        minus_w: [0xf467b3a87360bff0, 0xa44eeeb79140e3e1, 0x378fed1d13893c2c, 0x6798edbc9eb04c05],
    },
    Multiple {
        x: [0xbbec17895da008cb, 0x5649980be5c17891, 0x5ef4246b70c65aac, 0x774ae7f858a9411e],
        w: [0x603ae99492a79007, 0x6e5b63c5bff3ad50, 0x0487baadaf6f66ca, 0xb3094065d6d6bc32],
        minus_w: [0x9fc5166a6d586c28, 0x91a49c3a400c52af, 0xfb78455250909935, 0x4cf6bf9a292943cd],
    },
    Multiple {
        x: [0xdeeddf8f19405aa8, 0xb075fbc6610e58cd, 0xc7d1d205c3748651, 0xf28773c2d975288b],
        w: [0x536b96a5b607db02, 0x74340db4a43f523e, 0xeb0425d6cb9b5e8e, 0x1561205d1b101512],
        minus_w: [0xac94695949f8212d, 0x8bcbf24b5bc0adc1, 0x14fbda293464a171, 0xea9edfa2e4efeaed],
    },
    Multiple {
        x: [0x44adbcf8e27e080e, 0x31e5946f3c85f79e, 0x5a465ae3095ff411, 0xd7924d4f7d43ea96],
        w: [0x8a09b93fed44d6b0, 0xd4815e57b12da74b, 0x07085d845198dbdf, 0xb03c50e550d8e54d],
        minus_w: [0x75f646bf12bb257f, 0x2b7ea1a84ed258b4, 0xf8f7a27bae672420, 0x4fc3af1aaf271ab2],
    },
    Multiple {
        x: [0x66e4faa04a2d4a34, 0xeb9898ae79b97687, 0xa420fee807eacf21, 0xdefdea4cdb677750],
        w: [0x9f6333ed3cadd6ee, 0x9da3e940952b81ed, 0xd32f61d5a5527b5d, 0x8423560d28c6a2d1],
        minus_w: [0x609ccc11c3522541, 0x625c16bf6ad47e12, 0x2cd09e2a5aad84a2, 0x7bdca9f2d7395d2e],
    },
    Multiple {
        x: [0x7475656138385b6c, 0xf06acfebd7e86d27, 0x93ef5cff444f4979, 0x2b4ea0a797a443d2],
        w: [0x6ae190aacb813ac5, 0x3403ec18a04d2ec7, 0x66861076b4390c26, 0x0bd137806f28bb27],
        minus_w: [0x951e6f54347ec16a, 0xcbfc13e75fb2d138, 0x9979ef894bc6f3d9, 0xf42ec87f90d744d8],
    },
    Multiple {
        x: [0x81340aef25be59d5, 0x1d9ad40271f81071, 0x4f93fa332ce33330, 0x352bbf4a4cdd1256],
        w: [0xcf7a7b179f033318, 0x9436765ce3620738, 0xab38304b3bb47c3e, 0x643d680ea691ea69],
        minus_w: [0x308584e760fcc917, 0x6bc989a31c9df8c7, 0x54c7cfb4c44b83c1, 0x9bc297f1596e1596],
    },
    Multiple {
        x: [0xdc9cdadd4ecacc3f, 0xe42ab8dfeff5ff29, 0x0230010559879124, 0x2fa2104d6b38d11b],
        w: [0x84774ed6a656face, 0x303ae1d9f9104c90, 0x6c8ad266b7abbb00, 0x05bc20d052bbb0cb],
        minus_w: [0x7b88b12859a90161, 0xcfc51e2606efb36f, 0x93752d99485444ff, 0xfa43df2fad444f34],
    },
    Multiple {
        x: [0x69ca0cd7f5453714, 0x263c3d84e09572e2, 0xab21a9b066edda83, 0x9248279b09b4d68d],
        w: [0xca94659d2f966804, 0x7f81bc5510f225ff, 0xba354e37bd4563fe, 0xe602def7e46955bc],
        minus_w: [0x356b9a61d069942b, 0x807e43aaef0dda00, 0x45cab1c842ba9c01, 0x19fd21081b96aa43],
    },
    Multiple {
        x: [0x7e996d443dee8729, 0x2f570e144bf615c0, 0x8e70132fb0beb752, 0xdaed4f2be3a8bf27],
        w: [0x5681ca46217c3c7b, 0x7f078461e75f4e4d, 0xa9435950fdf1ae00, 0x4d3b9c94fad931d1],
        minus_w: [0xa97e35b8de83bfb4, 0x80f87b9e18a0b1b2, 0x56bca6af020e51ff, 0xb2c4636b0526ce2e],
    },
    Multiple {
        x: [0xe6a3b5e87d22e7db, 0x11ecd9e9fdf281b0, 0x8acf28d7cbb19f90, 0xc44d12c7065d812e],
        w: [0x40720c7e1c1cc904, 0x1c20dd0c3dbec38b, 0xed88b24d9305fb58, 0x423348c19c64d9b8],
        minus_w: [0xbf8df380e3e3332b, 0xe3df22f3c2413c74, 0x12774db26cfa04a7, 0xbdccb73e639b2647],
    },
    Multiple {
        x: [0xb61c65cbd269e6b4, 0x152b695336c28063, 0xc89a20cfded60853, 0x6a245bf6dc698504],
        w: [0xfabcc691201b18d5, 0x16677491a08476dd, 0x167ea24de2d4495b, 0xc0459e85857a94e1],
        minus_w: [0x0543396ddfe4e35a, 0xe9988b6e5f7b8922, 0xe9815db21d2bb6a4, 0x3fba617a7a856b1e],
    },
    Multiple {
        x: [0xf95ae57f0d0bd6a5, 0xce13300b0bec1146, 0xc077e3d2fe541084, 0x1697ffa6fd9de627],
        w: [0x5bdd3ac8a0364afd, 0x459e2a013c9315cf, 0x4eac2a0dc8aae867, 0x738731e30d00deba],
        minus_w: [0xa422c5365fc9b132, 0xba61d5fec36cea30, 0xb153d5f237551798, 0x8c78ce1cf2ff2145],
    },
    Multiple {
        x: [0xf982345ef27a7479, 0x9deb8360ffb7f61d, 0x986d0f07e834cb0d, 0x605bdb019981718b],
        w: [0x7603c3d20ad71892, 0x84d7f5d09f629b68, 0x034f1b27d92dfc47, 0x052e5a5bc9f1a40d],
        minus_w: [0x89fc3c2cf528e39d, 0x7b280a2f609d6497, 0xfcb0e4d826d203b8, 0xfad1a5a4360e5bf2],
    },
    Multiple {
        x: [0xfe31c7e9d87ff33d, 0xdcb01c354959b10c, 0x7402fdc45a215e10, 0x62d14dab4150bf49],
        w: [0x6beac84a0764c12f, 0x03542652cf568e44, 0x30111432a1dda1b6, 0x01f80d7b198b6021],
        minus_w: [0x941537b4f89b3b00, 0xfcabd9ad30a971bb, 0xcfeeebcd5e225e49, 0xfe07f284e6749fde],
    },
    Multiple {
        x: [0x5e555c2f86308b6f, 0x2c50e9f56b9b8b42, 0xde5b4b06c408e56b, 0x80c60ad0040f27da],
        w: [0x35403eac8617aaf4, 0x4cbdda997ce049d6, 0x4dccd75affce5ee1, 0x3870607e398b861e],
        minus_w: [0xcabfc15279e8513b, 0xb3422566831fb629, 0xb23328a50031a11e, 0xc78f9f81c67479e1],
    },
    Multiple {
        x: [0x9d5eabb0fa03c8fb, 0x4cc5dc9487d84704, 0xaa74c6348cc54d34, 0x7a9375ad6167ad54],
        w: [0x05a933d8449b8fee, 0x7b8b3d4218e19c56, 0x12ab3c1af24d208d, 0x1a1c7f53d950e4d2],
        minus_w: [0xfa56cc26bb646c41, 0x8474c2bde71e63a9, 0xed54c3e50db2df72, 0xe5e380ac26af1b2d],
    },
    Multiple {
        x: [0x4bb51f459bc3ffc9, 0xbb408ec39b68df50, 0x907a9ed045447a79, 0xd528ecd9b696b54c],
        w: [0x0c68cb6b42813637, 0x78868a80b8a41b78, 0x32cde43103facadd, 0xdd9e824a626dcbf3],
        minus_w: [0xf3973493bd7ec5f8, 0x8779757f475be487, 0xcd321bcefc053522, 0x22617db59d92340c],
    },
    Multiple {
        x: [0x87231808f8b45963, 0x5266115e4a7ecb13, 0xea25f514e8ecdad0, 0x049370a4b5f43412],
        w: [0x6ca60a5425293934, 0xa987e75f76b6cec9, 0x16610360a25fac54, 0xeb1e7e835fadda85],
        minus_w: [0x9359f5aadad6c2fb, 0x567818a089493136, 0xe99efc9f5da053ab, 0x14e1817ca052257a],
    },
    Multiple {
        x: [0xf1c13eb1fc345d74, 0x881d811e0e1498e2, 0xd73df930d64702ef, 0x77f230936ee88cbb],
        w: [0x7d1d678fce38c57d, 0x2d92a661b2e0ef97, 0x14104cdd374366f1, 0x2b1de854f10d6c80],
        minus_w: [0x82e2986f31c736b2, 0xd26d599e4d1f1068, 0xebefb322c8bc990e, 0xd4e217ab0ef2937f],
    },
    Multiple {
        x: [0xeb28531b7739f530, 0x58c80074ab9d4dba, 0xea44887e5c7c0bce, 0xf2dac991cc4ce4b9],
        w: [0x3422fb75e0747c3f, 0x3d6bf7d60b31c9fa, 0x9b43e65bd84a63bf, 0xc1bdb936765f1b5a],
        minus_w: [0xcbdd04891f8b7ff0, 0xc2940829f4ce3605, 0x64bc19a427b59c40, 0x3e4246c989a0e4a5],
    },
    Multiple {
        x: [0xbcba4850c690d45b, 0x5a216cdfc9dae3de, 0x1b4be8fbbe252012, 0x463b3d9f662621fb],
        w: [0x3966ef6035ee60fc, 0x8c45c4f92e143bc6, 0x8622860dbb0c45af, 0xbda861af1852d86a],
        minus_w: [0xc699109eca119b33, 0x73ba3b06d1ebc439, 0x79dd79f244f3ba50, 0x42579e50e7ad2795],
    },
    Multiple {
        x: [0xa32496b49998f247, 0x6b98fac14328a2d1, 0x09232d4aff3b5997, 0xf16f804244e46e2a],
        w: [0xacaf32c689c63fbd, 0x54d8a784dcb99c4d, 0x27a40df9be9c67b2, 0x9db57b3704407efc],
        minus_w: [0x5350cd387639bc72, 0xab27587b234663b2, 0xd85bf2064163984d, 0x624a84c8fbbf8103],
    },
    Multiple {
        x: [0x369e15f7151d41d1, 0x5d245315ace27c65, 0xb0352b7a14311af5, 0xcaf754272dc84563],
        w: [0x865f210731408cbd, 0xbe9f536f2c44654b, 0x4836c87f4bc8c0ae, 0x968e8cc1de6bebe5],
        minus_w: [0x79a0def7cebf6f72, 0x4160ac90d3bb9ab4, 0xb7c93780b4373f51, 0x6971733e2194141a],
    },
    Multiple {
        x: [0x24497bc86f082120, 0x44a09c07cb86d7c1, 0xf85d0f1709979d8b, 0x2600ca4b282cb986],
        w: [0x9617d28eb4fc9680, 0xb58d7ce956be1de8, 0x4d27607f9bb768ba, 0x8233710ea782b7ad],
        minus_w: [0x69e82d704b0365af, 0x4a728316a941e217, 0xb2d89f8064489745, 0x7dcc8ef1587d4852],
    },
    Multiple {
        x: [0xc602a7746998e435, 0x01c48685e24f7dc8, 0x338ec53cd12220bc, 0x7635ca72d7e8432c],
        w: [0xb3cede6058b738c2, 0x9d9f80c3aae09175, 0x7a3abcb21ef1cdae, 0x1236c92c12913ac2],
        minus_w: [0x4c31219ea748c36d, 0x62607f3c551f6e8a, 0x85c5434de10e3251, 0xedc936d3ed6ec53d],
    },
    Multiple {
        x: [0xc1a50743bf56cc18, 0xb7f2b33479d468fb, 0xdbbf4a87deee8a66, 0x754e3239f325570c],
        w: [0x18bb301278a6cd06, 0x47dc67a032f4d2ba, 0x679a1da609d49340, 0x0ce7f70dcb7b461f],
        minus_w: [0xe744cfec87592f29, 0xb823985fcd0b2d45, 0x9865e259f62b6cbf, 0xf31808f23484b9e0],
    },
    Multiple {
        x: [0x9fe2694691d9b9e8, 0x330800661d1c952f, 0xff57859c82d570f0, 0xe3e6bd1071a1e96a],
        w: [0xce0055e9241c6fea, 0x4b44507327d21882, 0x818154b06f34796d, 0xb393c1774729cede],
        minus_w: [0x31ffaa15dbe38c45, 0xb4bbaf8cd82de77d, 0x7e7eab4f90cb8692, 0x4c6c3e88b8d63121],
    },
];

/// The same of 2^128·G.
#[rustfmt::skip]
pub(super) static OF_HIGH: [Multiple; 32] = [
    Multiple {
        x: [0x1b7b444c9ec4c0da, 0xe88c5678723ea335, 0x9239c1ad981f162e, 0x8f68b9d2f63b5f33],
        w: [0xe4797ef2a03fff04, 0x77d459fd2aa217fb, 0xbc3b21856d7c42bb, 0xcc553e5b740c730d],
        minus_w: [0x1b86810c5fbffd2b, 0x882ba602d55de804, 0x43c4de7a9283bd44, 0x33aac1a48bf38cf2],
    },
    Multiple {
        x: [0x18e2b8edd23809fa, 0xfd845cb351d954be, 0x8ba93363f2451f08, 0x38381dbe2e509f22],
        w: [0x7ae0ea31663fde75, 0x6d03f99665b1e49b, 0x61280b4aa41d6398, 0xc9465a141f722fb9],
        minus_w: [0x851f15cd99c01dba, 0x92fc06699a4e1b64, 0x9ed7f4b55be29c67, 0x36b9a5ebe08dd046],
    },
    Multiple {
        x: [0x3ea4264897c2a310, 0xf186aea540122630, 0xf6921b82aa4699a1, 0x49262724e4372ae6],
        w: [0x18836d02bc4fbda0, 0xda2c6c254ebff19c, 0xb459f4ad2e286076, 0x266fcee7794f57f2],
        minus_w: [0xe77c92fc43b03e8f, 0x25d393dab1400e63, 0x4ba60b52d1d79f89, 0xd990311886b0a80d],
    },
    Multiple {
        x: [0x1384b079cebd2d31, 0x4dcc1a56ff06db8d, 0xd5e253b3e477e2f8, 0xe306568c1a240c90],
        w: [0xd256810724a8dc88, 0xff7900857c6e704c, 0x111e5620fefa1b6d, 0x1d58dfc6f12684c1],
        minus_w: [0x2da97ef7db571fa7, 0x0086ff7a83918fb3, 0xeee1a9df0105e492, 0xe2a720390ed97b3e],
    },
    Multiple {
        x: [0xc530c39e363136b0, 0x74ebf8d9aab41dd9, 0x271b0e7623fbd633, 0x3b9e100e2428cefc],
        w: [0x2a7d82dfd9b77ce5, 0x455c514675a63f03, 0xbe2a67d71e8eb64d, 0xf5f7302a5a2d76e3],
        minus_w: [0xd5827d1f26487f4a, 0xbaa3aeb98a59c0fc, 0x41d59828e17149b2, 0x0a08cfd5a5d2891c],
    },
    Multiple {
        x: [0x9608f0472f485d3f, 0x17ca07688107beee, 0x2b76ca80f5dedef7, 0xbb0aad49712ac9a9],
        w: [0xcf2724a17945f6bb, 0x12b4b5f462ce17ff, 0x1d9a403ee52fb469, 0xd4d338a78b06a8f3],
        minus_w: [0x30d8db5d86ba0574, 0xed4b4a0b9d31e800, 0xe265bfc11ad04b96, 0x2b2cc75874f9570c],
    },
    Multiple {
        x: [0x4aeed33a36718dc9, 0xe1e58b4db01123de, 0xd4e8eb197afe0113, 0x79090ac8e4eefcc0],
        w: [0x2c66456339f5d35b, 0xba6d5f6e17520117, 0x27b02d979b3554ad, 0xd556e4572320b71e],
        minus_w: [0xd399ba9bc60a28d4, 0x4592a091e8adfee8, 0xd84fd26864caab52, 0x2aa91ba8dcdf48e1],
    },
    Multiple {
        x: [0xa269694c7f60c7d1, 0x8dd71de7cd775ad2, 0x1c03dbbce549ba66, 0xe77c81ade9f97b55],
        w: [0x9d8b03e505ae4892, 0xc628e1ee38530da6, 0x8bf876647d502a86, 0x759e28f1ddf02643],
        minus_w: [0x6274fc19fa51b39d, 0x39d71e11c7acf259, 0x7407899b82afd579, 0x8a61d70e220fd9bc],
    },
    Multiple {
        x: [0x501fb3a455ccf6b0, 0x3d633daea2d45341, 0xf2d8878e3ded87cc, 0xde2b5ce9dbce511c],
        w: [0x69053d6f2220109d, 0xcb7188b58cc63176, 0x77ee2fd316346e88, 0xe20aede7a787c1c3],
        minus_w: [0x96fac28fdddfeb92, 0x348e774a7339ce89, 0x8811d02ce9cb9177, 0x1df5121858783e3c],
    },
    Multiple {
        x: [0x26b1460b13c03c56, 0x29659ca5de46658b, 0x1ea59fbd7c121217, 0xd07bddffd491a2fe],
        w: [0xd7c7ec195680bd9f, 0xc3b2c7ff1985dd4e, 0x1f3881c543bc09aa, 0x655a8e119a792fba],
        minus_w: [0x283813e5a97f3e90, 0x3c4d3800e67a22b1, 0xe0c77e3abc43f655, 0x9aa571ee6586d045],
    },
    Multiple {
        x: [0x10edab41bb6a4d51, 0x0f8da45c434b8257, 0x3765ec4c396ce8e1, 0x82403e7c5d3016af],
        w: [0x23d25d5af68c7632, 0x3356d9989d8cf836, 0x88ad75bb67d080a3, 0x1a12cc37c4f96ece],
        minus_w: [0xdc2da2a4097385fd, 0xcca92667627307c9, 0x77528a44982f7f5c, 0xe5ed33c83b069131],
    },
    Multiple {
        x: [0x438cb486750680cf, 0x930f933d9541c23f, 0x263faa58c4caf4d9, 0xeadc3131fbd626f5],
        w: [0x6c129fe3590f55f9, 0x4711f73b86f234e8, 0xb8c966d92e5aba03, 0xa792ef639369512e],
        minus_w: [0x93ed601ba6f0a636, 0xb8ee08c4790dcb17, 0x47369926d1a545fc, 0x586d109c6c96aed1],
    },
    Multiple {
        x: [0x609f2909fc7987d9, 0x36bdd65cb77e78ac, 0xc518a4b386748f4f, 0x3903ee5f6758ff24],
        w: [0x619fc55c3057d076, 0x1a445430924f51b5, 0x8122b2697a468e93, 0x1d24329d42a483ac],
        minus_w: [0x9e603aa2cfa82bb9, 0xe5bbabcf6db0ae4a, 0x7edd4d9685b9716c, 0xe2dbcd62bd5b7c53],
    },
    Multiple {
        x: [0x23e1f8825be6a5d9, 0x5759c343dbbf8e93, 0x8475bdccf9a9f219, 0xd0803b7839ab48a3],
        w: [0x5129524cc8b05e16, 0x09d9e0d9ca3a3a48, 0x425d82bf67175f48, 0x59876301fe5392fd],
        minus_w: [0xaed6adb2374f9e19, 0xf6261f2635c5c5b7, 0xbda27d4098e8a0b7, 0xa6789cfe01ac6d02],
    },
    Multiple {
        x: [0x215628fbc0567ed0, 0x8496dd23da8e6c19, 0xa153a5aeacf8be05, 0x1f56f096b18a7499],
        w: [0x3f8279696f3c0281, 0x928313e8352781aa, 0x0600886c16cb9ad3, 0xfde4571476a5e921],
        minus_w: [0xc07d869590c3f9ae, 0x6d7cec17cad87e55, 0xf9ff7793e934652c, 0x021ba8eb895a16de],
    },
    Multiple {
        x: [0x4e0fc05b638e213b, 0x79e947cfcf203297, 0xe386f5250234aa30, 0x1d9f69b1a4a47432],
        w: [0x83e2badec9a99d47, 0xa871ab67a7edee40, 0x670a01874563b448, 0xb131d82f29380ec3],
        minus_w: [0x7c1d452036565ee8, 0x578e5498581211bf, 0x98f5fe78ba9c4bb7, 0x4ece27d0d6c7f13c],
    },
    Multiple {
        x: [0xaeb5a9dcfb629efd, 0x55213354dc8008b1, 0x12fc436105c67ad0, 0x0128c9134d9dcb78],
        w: [0xbfe8303117ccfcfd, 0x82c191c9d8deedc8, 0xb2e4b26c0133acc5, 0xfdc7ca95ba2a4c21],
        minus_w: [0x4017cfcde832ff32, 0x7d3e6e3627211237, 0x4d1b4d93fecc533a, 0x0238356a45d5b3de],
    },
    Multiple {
        x: [0x49c0e3d90d1a9685, 0x301f28548e2c51fc, 0x244b8d519756075c, 0x21ec012f5a95b94d],
        w: [0xa251bc3279bc115c, 0xe831db4dfabf82c5, 0x98ffdee2d293e51c, 0x5bde420aef5e92fe],
        minus_w: [0x5dae43cc8643ead3, 0x17ce24b205407d3a, 0x6700211d2d6c1ae3, 0xa421bdf510a16d01],
    },
    Multiple {
        x: [0x584228363e331cc5, 0x761c3be77dafb11c, 0x9e480e894c7cfc74, 0x688f5202fb9d8bc0],
        w: [0xc5b384328e605d77, 0x34727d5f13dd7b28, 0x5d8f957b24806868, 0x2d74fab2c76a834e],
        minus_w: [0x3a4c7bcc719f9eb8, 0xcb8d82a0ec2284d7, 0xa2706a84db7f9797, 0xd28b054d38957cb1],
    },
    Multiple {
        x: [0x2e4d3ab4f7f02baf, 0x0744d0ef0e8bbf68, 0xb3314c3000a50d35, 0xfb5c9eea1cb9a8f5],
        w: [0x222afd3bf6c60830, 0xd0d1c198fca4d5e1, 0xf6517a4d2b8bd2b8, 0x53f71089c31f8aa3],
        minus_w: [0xddd502c30939f3ff, 0x2f2e3e67035b2a1e, 0x09ae85b2d4742d47, 0xac08ef763ce0755c],
    },
    Multiple {
        x: [0xe0b3625ccac03421, 0x593168ec7b52380d, 0x2f5f6a5d84a9de1d, 0xf1479fe22eedae3f],
        w: [0x970ad65c44ec8c0c, 0x8168c618906a4263, 0x276a1a347f7a6833, 0x34c85aba5fb11704],
        minus_w: [0x68f529a2bb137023, 0x7e9739e76f95bd9c, 0xd895e5cb808597cc, 0xcb37a545a04ee8fb],
    },
    Multiple {
        x: [0x69f5c7b2bf1a7950, 0x00f60f7b2898565a, 0x93c5b0e09fe0effa, 0x2273edc5e8199774],
        w: [0x20d5c73efcf7b7f5, 0x6c8d23f89ea16a61, 0x53e343bf3092a6b1, 0x675d44711fb2f1b2],
        minus_w: [0xdf2a38c00308443a, 0x9372dc07615e959e, 0xac1cbc40cf6d594e, 0x98a2bb8ee04d0e4d],
    },
    Multiple {
        x: [0x56f05ad79bef5214, 0x496d59f4b1462856, 0xb47d10b32b39da2f, 0x99f8480c30504378],
        w: [0xe3b4f5cdc4c9696b, 0xb261c86fc9cc42a2, 0x1b17a72f96b5533d, 0xc003aabb1c44850d],
        minus_w: [0x1c4b0a313b3692c4, 0x4d9e37903633bd5d, 0xe4e858d0694aacc2, 0x3ffc5544e3bb7af2],
    },
    Multiple {
        x: [0xbc9656ba996a6f1f, 0x09c000d587f57635, 0xd74fdfc6993c8642, 0x0382257fe4751280],
        w: [0x38ce555c16a3acb9, 0x61b7f473c6cb32e6, 0x4cb49e3b4d6be3f2, 0x85b8e67bfca5960c],
        minus_w: [0xc731aaa2e95c4f76, 0x9e480b8c3934cd19, 0xb34b61c4b2941c0d, 0x7a471984035a69f3],
    },
    Multiple {
        x: [0x6e145e7fecefb24b, 0x62e5eaf9f6d5f452, 0xe45f4e1b2acc847a, 0x23a136329125386b],
        w: [0x93e2beac32d0ad51, 0x827986e06e6974de, 0x57f02f435ee2abe2, 0x2252eefc0c877444],
        minus_w: [0x6c1d4152cd2f4ede, 0x7d86791f91968b21, 0xa80fd0bca11d541d, 0xddad1103f3788bbb],
    },
    Multiple {
        x: [0x8a30ac3579149f0b, 0x8cf5593dc440b9d4, 0xa35791a18c5cded4, 0x6659ea6058a664de],
        w: [0x90418dad65e4333a, 0xa601a3b1ca69e3ff, 0x668f6d3ce85f8d86, 0x55b98e0b50bb06df],
        minus_w: [0x6fbe72519a1bc8f5, 0x59fe5c4e35961c00, 0x997092c317a07279, 0xaa4671f4af44f920],
    },
    Multiple {
        x: [0x037a67dd1ba939fc, 0x2899b48741421033, 0x7ece6f6c89fd2a3e, 0x52dc3bc6e1acd3b4],
        w: [0xe13d138687a0ae8c, 0x3d1ed747dca327c4, 0x7b07b3b42b4789fe, 0xbb5d668c655a20ff],
        minus_w: [0x1ec2ec78785f4da3, 0xc2e128b8235cd83b, 0x84f84c4bd4b87601, 0x44a299739aa5df00],
    },
    Multiple {
        x: [0x17376b10d5573551, 0x693fbceb75f074f6, 0xbd9189ba9c947bc1, 0x524b2a9793cd5745],
        w: [0x5a28dc3879901ab3, 0x4d0cb58c7bd9d940, 0x3bd725987d145f6b, 0x3d0133ad9647f635],
        minus_w: [0xa5d723c6866fe17c, 0xb2f34a73842626bf, 0xc428da6782eba094, 0xc2fecc5269b809ca],
    },
    Multiple {
        x: [0x6fe791561782756e, 0x525b7b95e5906997, 0x923e6c3dd960e9b7, 0x732181a8e2bc5953],
        w: [0xdb58c434e45c9046, 0xc7885b2c291e3b09, 0x85743278175d3157, 0x4a2d8d66ab25d614],
        minus_w: [0x24a73bca1ba36be9, 0x3877a4d3d6e1c4f6, 0x7a8bcd87e8a2cea8, 0xb5d2729954da29eb],
    },
    Multiple {
        x: [0x8d570111e502664b, 0x49a7ae3df76eb15d, 0xf338496ac2ef6fca, 0xb8e8942d926e38fd],
        w: [0xef25ebdb7df5f1d6, 0x2e490c82d3ca3aef, 0x9ace17444063cd8f, 0xf321aadcfbd4b11c],
        minus_w: [0x10da1423820a0a59, 0xd1b6f37d2c35c510, 0x6531e8bbbf9c3270, 0x0cde5523042b4ee3],
    },
    Multiple {
        x: [0x18d1b797e098e4e5, 0x19e744e6278941ae, 0x72cac11e7ddccf79, 0x144e88f63e73abff],
        w: [0x9c13f078604306f8, 0x2b0e0b9efb85d676, 0x18b032ffd4a8c67a, 0x0c79b7e6bbe78caa],
        minus_w: [0x63ec0f869fbcf537, 0xd4f1f461047a2989, 0xe74fcd002b573985, 0xf386481944187355],
    },
    Multiple {
        x: [0x75b8efbd5c3a9081, 0x60e5bc9368157039, 0x2d16a739c9c73e3d, 0x9436e3dc489ecd8e],
        w: [0x07417ec0734fcb38, 0x1d1aed65674cdabc, 0xa354f00dd509cfef, 0x28c0a63ea196dd7f],
        minus_w: [0xf8be813e8cb030f7, 0xe2e5129a98b32543, 0x5cab0ff22af63010, 0xd73f59c15e692280],
    },
];
