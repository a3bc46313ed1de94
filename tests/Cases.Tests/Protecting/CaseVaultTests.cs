using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Cases.Protecting;

public sealed class CaseVaultTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("anna@example.com");
    private readonly CaseId _id = CaseId.New();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private CaseVault Vault => new(_id, _key);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public void What_was_sealed_is_opened_as_it_was(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        Assert.Equal(content, Vault.Open(Vault.Seal(content, Places.Case), Places.Case));
    }

    [Fact]
    public void The_plaintext_is_nowhere_in_the_ciphertext() =>
        Assert.Equal(-1, Vault.Seal(Secret, Places.Case).AsSpan().IndexOf(Secret.AsSpan(0, 4)));

    [Fact]
    public void A_row_put_in_another_place_does_not_open()
    {
        var attempt = Guid.NewGuid();
        string[] places = [Places.Case, Places.Timeline, Places.Step("crm"), Places.Step("erp"), Places.Piece("crm", attempt, 0), Places.Piece("crm", attempt, 1), Places.Piece("erp", attempt, 0), Places.Piece("crm", Guid.NewGuid(), 0)];
        foreach (var place in places)
        {
            var ciphertext = Vault.Seal(Secret, place);
            foreach (var other in places.Where(p => p != place))
            {
                Assert.ThrowsAny<CryptographicException>(() => Vault.Open(ciphertext, other));
            }
        }
    }

    [Fact]
    public void A_row_put_into_another_case_does_not_open_even_under_the_same_key() =>
        Assert.ThrowsAny<CryptographicException>(() => new CaseVault(CaseId.New(), _key).Open(Vault.Seal(Secret, Places.Case), Places.Case));

    [Fact]
    public void Another_key_does_not_open_it() =>
        Assert.ThrowsAny<CryptographicException>(() => new CaseVault(_id, RandomNumberGenerator.GetBytes(32)).Open(Vault.Seal(Secret, Places.Case), Places.Case));

    [Fact]
    public void Any_changed_bit_and_any_lost_byte_is_noticed()
    {
        var ciphertext = Vault.Seal(Secret, Places.Case);
        for (var bit = 0; bit < ciphertext.Length * 8; bit++)
        {
            var changed = ciphertext.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => Vault.Open(changed, Places.Case));
        }

        for (var length = 0; length < ciphertext.Length; length++)
        {
            Assert.ThrowsAny<CryptographicException>(() => Vault.Open(ciphertext.AsSpan(0, length), Places.Case));
        }
    }

    [Fact]
    public void No_nonce_comes_twice()
    {
        var nonces = new HashSet<string>();
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(nonces.Add(Convert.ToHexString(Vault.Seal([], Places.Case), 1, 12)));
        }
    }
}
