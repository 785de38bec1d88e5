// Executes blocks with @ethereumjs/vm, an implementation that nobody on this project wrote.
//
// Standard input: {"chainId": "901", "alloc": {address: wei}, "genesis": block RLP, "blocks": [block RLP]}.
// Standard output: {"genesisRoot", "blocks": [{"stateRoot", "receiptsRoot", "gasUsed", "baseFee", "hash"}]}, all as
// this implementation computes them; or {"error"} for what it refuses.
import { createBlockFromRLP } from '@ethereumjs/block'
import { Hardfork, Mainnet, createCustomCommon } from '@ethereumjs/common'
import { MerkleStateManager } from '@ethereumjs/statemanager'
import { createAccount, createAddressFromString, bytesToHex, hexToBytes } from '@ethereumjs/util'
import { createVM, runBlock } from '@ethereumjs/vm'
import { readFileSync } from 'node:fs'

async function execute(task) {
  const common = createCustomCommon({ chainId: task.chainId }, Mainnet, { hardfork: Hardfork.Shanghai })
  const stateManager = new MerkleStateManager({ common })
  const vm = await createVM({ common, stateManager })
  for (const [address, wei] of Object.entries(task.alloc)) {
    await stateManager.putAccount(createAddressFromString(address), createAccount({ balance: BigInt(wei) }))
  }
  await stateManager.flush()
  const genesisRoot = await stateManager.getStateRoot()
  let parent = createBlockFromRLP(hexToBytes(task.genesis), { common }).header
  const blocks = []
  for (const rlp of task.blocks) {
    const block = createBlockFromRLP(hexToBytes(rlp), { common })
    await block.validateData()
    const baseFee = parent.calcNextBaseFee()
    // `generate` has it compute the roots instead of comparing them, so that Java can compare.
    const result = await runBlock(vm, {
      block,
      root: await stateManager.getStateRoot(),
      generate: true,
      skipHeaderValidation: true,
      skipBlockValidation: true,
    })
    blocks.push({
      stateRoot: bytesToHex(result.stateRoot),
      receiptsRoot: bytesToHex(result.receiptsRoot),
      gasUsed: result.gasUsed.toString(),
      baseFee: baseFee.toString(),
      hash: bytesToHex(block.hash()),
    })
    parent = block.header
  }
  return { genesisRoot: bytesToHex(genesisRoot), blocks }
}

const task = JSON.parse(readFileSync(0, 'utf8'))
try {
  console.log(JSON.stringify(await execute(task)))
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }))
}
