// How long one modular power of SRP takes in Go: a 512-bit exponent modulo the 3072-bit prime, in seconds.
package main

import (
	"fmt"
	"math/big"
	"os"
	"time"
)

func main() {
	modulus, ok := new(big.Int).SetString(os.Args[1], 16)
	if !ok {
		os.Exit(2)
	}
	base := new(big.Int).Rsh(modulus, 3)
	exponent := new(big.Int).Rsh(modulus, uint(modulus.BitLen()-512))
	const repeats = 1000
	start := time.Now()
	for range repeats {
		new(big.Int).Exp(base, exponent, modulus)
	}
	fmt.Println(time.Since(start).Seconds() / repeats)
}
